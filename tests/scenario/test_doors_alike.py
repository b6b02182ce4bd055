"""Of an unlisted room a shut door tells nothing: the same bytes and the same time as for no room at all."""

import json
import os
import secrets

import pytest
from kit.alike import Times, interleaved
from kit.client import Refused, Session, guest
from kit.raw import ask
from kit.server import CANARY, Server

# So many at first; more, up to all, where times are apart.
FIRST, SAMPLES, TRIES_PER_ROOM = (200 if os.environ.get("LONG") else 50), 200, 5
DOORS = {
    "password": {"entry": "password", "password": f"{CANARY} open sesame"},
    "invite": {"entry": "invite"},
    "locked": {},
    "knock": {"entry": "knock"},
    "no guests": {"guests": False},
}
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

pytestmark = pytest.mark.deadline(240)


@pytest.fixture(scope="module")
def server():
    with Server({"rooms.per_guest": 10_000}) as running:
        yield running


def invented():
    return "".join(secrets.choice(BASE62) for _ in range(17))


class Street:
    """As many unlisted rooms of every kind as it takes, and as many ids of no room."""

    def __init__(self, server, count):
        self.server, self.count = server, count

    async def __aenter__(self):
        self.owner = await guest(self.server)
        self.rooms = {"none": [invented() for _ in range(self.count)]}
        for kind, fields in DOORS.items():
            self.rooms[kind] = [await self._open(kind, fields) for _ in range(self.count)]
        return self

    async def __aexit__(self, *_):
        self.owner.cut()
        await self.owner.until_closed()

    async def _open(self, kind, fields):
        room = await self.owner.create(listing="unlisted", **fields)
        if kind == "locked":
            await self.owner.act("lock", room, on=True)
        await self.owner.leave(room)
        return room

    async def visit(self, times, visitor):
        """Every kind once per round, each round in another order; returns the one answer."""
        for n, kinds in enumerate(interleaved(self.rooms, SAMPLES)):
            await visitor([(kind, self.rooms[kind][n % self.count]) for kind in kinds])
            if times.enough(n + 1, FIRST):
                break
        return times.judge(self.rooms, n + 1)


async def reply_to(client, t, **fields):
    try:
        return await client.command(t, **fields)
    except Refused as refusal:
        return refusal.reply


def frame_without_ids(frame):
    # The order of the keys is kept: it is part of the bytes.
    return json.dumps({k: "" if k in ("re", "room", "expires_at") else v for k, v in frame.items()})


def response_without_ids(response):
    fields = tuple((k, v) for k, v in response.fields if k != "Date")
    return response.status, fields, response.body


@pytest.mark.parametrize("with_what", ["nothing", "password", "invite", "resume", "hidden"])
async def test_a_join_does_not_tell_a_shut_door_from_no_room(server, with_what):
    fields = {
        "nothing": {},
        "password": {"password": f"{CANARY} wrong"},
        "invite": {"invite": "A" * 22},
        "resume": {"resume": {"epoch": 1, "seq": 1}},
        "hidden": {"hidden": True},
    }[with_what]
    async with Street(server, SAMPLES // TRIES_PER_ROOM) as street, await guest(server) as bob:
        times = Times()

        async def visitor(doors):
            for kind, room in doors:
                await times.take(kind, reply_to(bob, "join", room=room, **fields), frame_without_ids)

        answer = await street.visit(times, visitor)
        assert json.loads(answer)["code"] == "no_room"


async def test_too_many_passwords_are_refused_alike_for_a_shut_door_and_for_no_room(server):
    async with Street(server, 1) as street, await guest(server) as bob:
        codes = {}
        for kind, (room,) in street.rooms.items():
            tries = [await reply_to(bob, "join", room=room, password=f"{CANARY} wrong") for _ in range(7)]
            codes[kind] = [reply["code"] for reply in tries]
        assert set(map(tuple, codes.values())) == {("no_room",) * 5 + ("rate_limited",) * 2}, codes


async def test_a_knock_does_not_tell_a_shut_door_from_no_room(server):
    async with Street(server, SAMPLES // TRIES_PER_ROOM) as street:
        times = Times()

        async def visitors(doors):
            # One person may knock only a few times a minute, so each knocks at two doors.
            for at in range(0, len(doors), 2):
                async with await guest(server) as visitor:
                    for kind, room in doors[at : at + 2]:
                        asking = reply_to(visitor, "knock", room=room, text="let me in")
                        await times.take(kind, asking, frame_without_ids)

        answer = await street.visit(times, visitors)
        assert json.loads(answer)["state"] == "waiting"


@pytest.mark.parametrize("path", ["/api/rooms/{}", "/api/rooms/{}/media/" + "A" * 22])
@pytest.mark.parametrize("who", ["a guest", "nobody"])
async def test_a_request_does_not_tell_a_shut_door_from_no_room(server, path, who):
    bob = await Session.start(server)
    cookie = [("Cookie", bob.cookie)] if who == "a guest" else []
    async with Street(server, 10) as street:
        times = Times()

        async def visitor(doors):
            for kind, room in doors:
                asking = ask(server, "GET", path.format(room), cookie)
                await times.take(kind, asking, response_without_ids)

        status, _, _ = await street.visit(times, visitor)
        assert status == 404


async def test_what_lets_in_still_does(server):
    """Otherwise a server without unlisted rooms would pass all of the above."""
    async with Street(server, 1) as street, await guest(server) as bob:
        await bob.join(street.rooms["password"][0], password=DOORS["password"]["password"])
        room = street.rooms["invite"][0]
        await street.owner.join(room)
        token = (await street.owner.command("invite_create", room=room))["token"]
        await bob.join(room, invite=token)
