"""The doors of rooms: passwords, knocks, invitations, locks, and what a shut door gives away."""

import pytest
from kit.client import fresh_name, guest, words
from kit.expect import refused
from kit.raw import RawSocket
from kit.rude import exchange
from kit.server import CANARY, Server
from kit.wait import as_told, eventually

RIGHT, WRONG, NEW = f"{CANARY} right", f"{CANARY} wrong", f"{CANARY} new"


def told(client, t, room, state=None):
    """A condition: the newest event of this type that the client heard of the room."""

    def heard():
        events = [e for e in client.events if e["t"] == t and e["room"] == room]
        return events and (state is None or events[-1]["state"] == state) and events[-1]

    return heard


async def waiting(staff, room, count):
    """The knocks that staff is shown, as soon as there are so many."""

    def heard():
        event = told(staff, "knocks", room)()
        return event and len(event["knocks"]) == count and event

    return (await staff.until(heard))["knocks"]


class Door:
    """A room with its owner inside, and a visitor in front of it."""

    def __init__(self, server, **fields):
        self.server, self.fields = server, fields

    async def __aenter__(self):
        self.ann, self.bob = await guest(self.server), await guest(self.server)
        self.id = await self.ann.create(**self.fields)
        return self

    async def __aexit__(self, *_):
        for client in (self.ann, self.bob):
            client.cut()
            await client.until_closed()

    async def join(self, **door):
        return await self.bob.join(self.id, **door)

    async def is_shut(self, code, **door):
        return await refused(self.bob.command("join", room=self.id, **door), code)

    async def knock(self, client=None, **fields):
        return await (client or self.bob).command("knock", room=self.id, **fields)


async def test_a_room_with_a_password_opens_to_the_right_one_only(server):
    async with Door(server, entry="password", password=RIGHT) as door:
        await door.is_shut("password_wrong")
        await door.is_shut("password_wrong", password=WRONG)
        joined = await door.join(password=RIGHT)
        assert joined["room"]["entry"] == "password" and RIGHT not in str(joined)


@pytest.mark.parametrize("password", ["", "abc", "x" * 129])
async def test_a_password_has_four_to_128_characters(server, password):
    async with await guest(server) as ann:
        fields = {"name": words("room"), "entry": "password"}
        await refused(ann.command("room_create", **fields, password=password), "password_invalid")
        await refused(ann.command("room_create", **fields), "password_invalid")
        await refused(ann.command("room_create", name=words("room"), password=RIGHT), "password_invalid")
        room = await ann.create()
        await refused(ann.command("room_set", room=room, entry="password"), "password_invalid")
        await refused(ann.command("room_set", room=room, entry="password", password=password), "password_invalid")


@pytest.mark.parametrize("password", ["four", "x" * 128, "🔑🔑🔑🔑", "  spaces  "])
async def test_any_password_of_a_good_length_works(server, password):
    async with Door(server, entry="password", password=password) as door:
        await door.is_shut("password_wrong", password=password + "x" if len(password) < 128 else "y" * 128)
        await door.join(password=password)


async def test_passwords_are_tried_five_times_and_then_after_a_while(server):
    async with Door(server, entry="password", password=RIGHT) as door, Door(
        server, entry="password", password=RIGHT
    ) as other:
        for _ in range(5):
            await door.is_shut("password_wrong", password=WRONG)
        for password in (WRONG, RIGHT):
            refusal = await door.is_shut("rate_limited", password=password)
            assert 0 < refusal["retry_after_ms"] <= 600_000
        # Another person behind the same address is refused too, another room is not.
        await refused(other.bob.command("join", room=door.id, password=RIGHT), "rate_limited")
        await other.join(password=RIGHT)


async def test_all_addresses_together_try_thirty_passwords_a_minute():
    with Server({"server.trusted_proxies": "127.0.0.1"}) as server:
        async with Door(server, entry="password", password=RIGHT) as door:
            codes = []
            for network in range(8):
                forwarded = [("X-Forwarded-For", f"198.51.100.{network}")]
                async with await RawSocket.upgrade(server, door.bob.session.cookie, extra=forwarded) as raw:
                    await exchange(raw, {"t": "hello", "id": 1, "v": 1})
                    join = {"t": "join", "id": 2, "room": door.id, "password": WRONG}
                    codes += [(await exchange(raw, join))["code"] for _ in range(5)]
            # The thirty-first may already have grown back while the hashes were computed.
            wrong = codes.count("password_wrong")
            assert set(codes[:30]) == {"password_wrong"} and 30 <= wrong <= 33
            assert codes[-1] == "rate_limited"


async def test_a_new_password_leaves_who_is_inside_and_stops_who_comes_back(server):
    async with Door(server, entry="password", password=RIGHT) as door:
        await door.join(password=RIGHT)
        await door.bob.reconnect()  # nothing has changed: who is a member needs no password
        await door.ann.act("room_set", door.id, password=NEW)
        await door.bob.say(door.id, words("still inside"))
        door.bob.cut()
        await door.bob.until_closed()
        await door.bob.open()
        await refused(door.bob.resume(door.id), "password_wrong")
        await refused(door.bob.resume(door.id, password=RIGHT), "password_wrong")
        assert (await door.bob.resume(door.id, password=NEW))["resumed"]
        await door.bob.say(door.id, words("back"))


async def test_a_room_that_gets_a_password_is_shut_from_then_on(server):
    async with Door(server) as door:
        event = await door.ann.act("room_set", door.id, entry="password", password=RIGHT)
        assert event["room_info"]["entry"] == "password" and "password" not in event["room_info"]
        await door.is_shut("password_wrong")
        await door.join(password=RIGHT)
        await door.bob.leave(door.id)
        await door.ann.act("room_set", door.id, entry="open")
        await door.join()


async def test_the_owner_comes_back_through_every_door(server):
    doors = [{"entry": "password", "password": RIGHT}, {"entry": "knock"}, {"entry": "invite"}, {"guests": False}, {}]
    for fields in doors:
        async with Door(server, **fields) as door:
            await door.ann.act("lock", door.id, on=True)
            await door.ann.leave(door.id)
            assert (await door.ann.join(door.id))["you"]["role"] == "owner", fields


async def test_who_knocks_waits_and_is_let_in(server):
    async with Door(server, entry="knock") as door:
        await door.is_shut("knock_first")
        answer = await door.knock(text=words("it is me"))
        assert answer["state"] == "waiting" and set(answer) == {"t", "re", "room", "state", "expires_at"}
        (knock,) = await waiting(door.ann, door.id, 1)
        you = door.bob.session.you
        assert {k: knock[k] for k in ("name", "avatar", "kind", "text")} == you | {"text": words("it is me")}
        assert knock["expires_at"] - knock["at"] == 600_000
        await door.is_shut("knock_first")
        await door.ann.say(door.id, words("shall we?"))
        assert (await door.knock())["expires_at"] == answer["expires_at"]
        await door.ann.command("knock_answer", room=door.id, k=knock["k"], admit=True)
        await door.bob.until(told(door.bob, "knock_answered", door.id, "approved"))
        assert await waiting(door.ann, door.id, 0) == []
        assert (await door.knock())["state"] == "approved"
        heard = [e for e in door.bob.events if e.get("room") == door.id]
        assert [e["t"] for e in heard] == ["knock_answered"], "nothing of the room is told at its door"
        await door.join()
        await door.bob.leave(door.id)
        await door.is_shut("knock_first")


async def test_who_is_denied_stays_out_and_is_told(server):
    async with Door(server, entry="knock") as door:
        await door.knock()
        (knock,) = await waiting(door.ann, door.id, 1)
        answer = {"room": door.id, "k": knock["k"], "admit": False}
        await door.ann.command("knock_answer", **answer)
        await door.bob.until(told(door.bob, "knock_answered", door.id, "denied"))
        assert (await door.knock())["state"] == "denied"
        await door.is_shut("knock_first")
        await refused(door.ann.command("knock_answer", **answer), "no_knock")


async def test_a_knock_expires_and_so_does_an_approval():
    with Server({"rooms.knock_s": 1}) as server:
        async with Door(server, entry="knock") as door:
            answer = await door.knock()
            (knock,) = await waiting(door.ann, door.id, 1)
            assert knock["expires_at"] == answer["expires_at"] == knock["at"] + 1000
            await door.bob.until(told(door.bob, "knock_answered", door.id, "expired"), 4)
            assert await waiting(door.ann, door.id, 0) == []
            late = {"room": door.id, "k": knock["k"], "admit": True}
            await refused(door.ann.command("knock_answer", **late), "no_knock")
            await door.is_shut("knock_first")
            await door.knock()
            (again,) = await waiting(door.ann, door.id, 1)
            await door.ann.command("knock_answer", room=door.id, k=again["k"], admit=True)

            async def is_over():
                return (await door.knock())["state"] != "approved"

            await eventually(is_over, 4)
            await door.is_shut("knock_first")


async def test_a_knock_can_be_taken_back(server):
    async with Door(server, entry="knock") as door:
        await door.knock()
        (knock,) = await waiting(door.ann, door.id, 1)
        await door.bob.command("knock_cancel", room=door.id)
        assert await waiting(door.ann, door.id, 0) == []
        gone = {"room": door.id, "k": knock["k"], "admit": True}
        await refused(door.ann.command("knock_answer", **gone), "no_knock")
        await door.is_shut("knock_first")
        await door.bob.command("knock_cancel", room=door.id)


async def test_two_sockets_of_one_person_are_one_knock_and_both_are_answered(server):
    async with Door(server, entry="knock") as door, await door.bob.session.open() as second:
        first = await door.knock()
        assert (await door.knock(second))["expires_at"] == first["expires_at"]
        (knock,) = await waiting(door.ann, door.id, 1)
        await door.ann.command("knock_answer", room=door.id, k=knock["k"], admit=True)
        for client in (door.bob, second):
            await client.until(told(client, "knock_answered", door.id, "approved"))
        await second.join(door.id)
        await door.join()
        assert door.bob.m(door.id) == second.m(door.id)


async def test_knocks_are_shown_to_staff_alone_and_to_staff_that_comes_later(server):
    async with Door(server, entry="open") as door, await guest(server) as mod, await guest(server) as eve:
        await mod.join(door.id)
        await eve.join(door.id)
        await door.ann.act("role", door.id, m=mod.m(door.id), role="moderator")
        await door.ann.act("room_set", door.id, entry="knock")
        await door.knock(text=words("secret of the door"))
        for staff in (door.ann, mod):
            await waiting(staff, door.id, 1)
        second = await mod.session.open()
        async with second:
            await second.join(door.id)
            (knock,) = await waiting(second, door.id, 1)
        await mod.command("knock_answer", room=door.id, k=knock["k"], admit=True)
        await waiting(door.ann, door.id, 0)
        await eve.command("ping")
        assert not told(eve, "knocks", door.id)()


async def test_a_listed_room_that_takes_no_knocks_says_so(server):
    for fields in ({}, {"entry": "invite"}, {"entry": "password", "password": RIGHT}):
        async with Door(server, **fields) as door:
            await refused(door.knock(), "entry_differs")


async def test_the_text_of_a_knock_is_one_line_of_140(server):
    async with Door(server, entry="knock") as door:
        for bad in ("x" * 141, "a\nb", "a\u202eb"):
            await refused(door.knock(text=bad), "bad_field")
        await door.knock(text="é" * 140)


async def test_an_invitation_lets_in_as_often_as_it_says(server):
    async with Door(server, entry="invite") as door, await guest(server) as eve, await guest(server) as late:
        await door.is_shut("invite_only")
        await door.is_shut("invite_only", invite="A" * 22)
        made = await door.ann.command("invite_create", room=door.id, uses=2)
        token = made["token"]
        assert set(made) == {"t", "re", "room", "token", "expires_at"} and len(token) >= 22
        await door.join(invite=token)
        await door.join(invite=token)  # who is inside already uses nothing up
        await eve.join(door.id, invite=token)
        await refused(late.join(door.id, invite=token), "invite_only")
        other = (await door.ann.command("invite_create", room=door.id))["token"]
        async with Door(server, entry="invite") as elsewhere:
            await elsewhere.is_shut("invite_only", invite=other)
        await late.join(door.id, invite=other)


async def test_invitations_expire_and_can_be_cleared():
    with Server({"rooms.life_1h_s": 1}) as server:
        async with Door(server, entry="invite", message_life="5m") as door:
            made = await door.ann.command("invite_create", room=door.id, uses=100, life="1h")
            cleared = await door.ann.command("invite_create", room=door.id, uses=100, life="24h")

            async def is_over():
                at = (await door.bob.command("ping"))["at"]
                return at >= made["expires_at"]

            await eventually(is_over, 4)
            await door.is_shut("invite_only", invite=made["token"])
            await door.join(invite=cleared["token"])
            await door.bob.leave(door.id)
            await door.ann.command("invites_clear", room=door.id)
            await door.is_shut("invite_only", invite=cleared["token"])


async def test_an_invitation_opens_every_kind_of_door(server):
    """An invitation is the word of the staff for whoever brings it, however others come in."""
    for fields in ({"entry": "knock"}, {"entry": "password", "password": RIGHT}, {}):
        async with Door(server, **fields) as door:
            token = (await door.ann.command("invite_create", room=door.id))["token"]
            await door.join(invite=token)


async def test_a_room_without_guests_takes_none(server):
    async with Door(server) as door:
        await door.join()
        await door.ann.act("room_set", door.id, guests=False)
        await door.bob.say(door.id, words("I was here before"))
        async with await guest(server) as late:
            await refused(late.join(door.id), "no_guests")
            await refused(late.command("join", room=door.id, hidden=True), "no_guests")


async def test_the_directory_can_show_only_rooms_that_one_can_enter(server):
    shut = [{"entry": "password", "password": RIGHT}, {"entry": "knock"}, {"entry": "invite"}, {"guests": False}]
    async with await guest(server) as ann:
        stem = fresh_name("directory")
        rooms = [await ann.create(f"{stem} {n}", **fields) for n, fields in enumerate(shut)]
        locked, free = await ann.create(f"{stem} locked"), await ann.create(f"{stem} free")
        await ann.act("lock", locked, on=True)

        async def shows(wanted, **fields):
            return {card["id"] for card in (await ann.command("rooms", q=stem, **fields))["rooms"]} == wanted

        await eventually(lambda: shows({*rooms, locked, free}))
        await eventually(lambda: shows({free}, open=True))


async def test_a_full_retry_time_is_the_truth():
    with Server({"rooms.kick_s": 1}) as server:
        async with Door(server, entry="password", password=RIGHT) as door:
            await door.join(password=RIGHT)
            await door.ann.act("kick", door.id, m=door.bob.m(door.id))
            await as_told(await door.is_shut("kicked", password=RIGHT))
            await door.join(password=RIGHT)


async def test_who_is_refused_for_another_reason_uses_no_invitation_up(server):
    async with Door(server, entry="invite") as door, await guest(server) as eve:
        first = (await door.ann.command("invite_create", room=door.id))["token"]
        await door.join(invite=first)
        await door.ann.act("ban", door.id, m=door.bob.m(door.id))
        token = (await door.ann.command("invite_create", room=door.id))["token"]
        await door.is_shut("banned", invite=token)
        await door.ann.act("lock", door.id, on=True)
        await refused(eve.join(door.id, invite=token), "locked")
        await door.ann.act("lock", door.id, on=False)
        await eve.join(door.id, invite=token)
