"""Rooms of the server's own, and announcements."""

import json
import time

import pytest
from kit.accounts import MANY, register
from kit.client import change_fields, guest
from kit.expect import refused
from kit.friends import person
from kit.raw import ask
from kit.server import Server, is_sanitized
from kit.staff import admin
from kit.wait import eventually

EASY = MANY | {"accounts.regions": "Europe,Asia", "rooms.empty_grace_s": 1}


@pytest.fixture
def desk():
    with Server(EASY) as one:
        yield one


def ms(seconds=0):
    return int(time.time() * 1000 + seconds * 1000)


async def listed(server):
    return json.loads((await ask(server, "GET", "/api/rooms")).body)["rooms"]


async def make(root, kind="global", name="Lobby", **more):
    return (await root.post("rooms", {"kind": kind, "name": name} | more))["room"]


async def test_an_official_room_is_there_first_open_to_guests_and_owned_by_nobody(desk):
    root = await admin(desk)
    async with await guest(desk) as ann, await guest(desk) as bob:
        await ann.create(name="Busy")
        room = await make(root, topic="For everybody")
        assert room["official"] == "global" and room["life"] == "always" and room["there"]

        async def first():
            rooms = await listed(desk)
            return len(rooms) == 2 and rooms[0]["id"] == room["id"]

        await eventually(first, 5)
        joined = await bob.join(room["id"])
        assert joined["you"]["role"] == "member" and joined["room"]["official"] == "global"
        said = await bob.say(room["id"], "hello")
        assert said["expires_at"] - said["at"] <= 86_400_000
        for command, fields in {"kick": {"m": 1}, "close": {}, "room_set": {"name": "Mine"}, "lock": {"on": True}}.items():
            await refused(bob.command(command, room=room["id"], **fields), "not_allowed")


async def test_it_outlives_its_last_member_and_a_restart_as_a_definition_only(desk):
    root = await admin(desk)
    room = await make(root)
    async with await guest(desk) as ann:
        first = await ann.join(room["id"])
        await ann.say(room["id"], "Zkanarie gone")
        left = (await root.get("overview"))["at"]
        await ann.leave(room["id"])

        async def graced():
            return (await root.get("overview"))["at"] - left > 2_500

        await eventually(graced, 6)
        assert (await ask(desk, "GET", f"/api/rooms/{room['id']}")).status == 200
    desk.stop()
    desk.start()

    async def back():
        return (await ask(desk, "GET", f"/api/rooms/{room['id']}")).status == 200

    await eventually(back, 5)
    async with await guest(desk) as bob:
        again = await bob.join(room["id"])
        assert again["epoch"] != first["epoch"] and again["count"] == 1
        assert bob.rooms[room["id"]].of("message") == []
        if not is_sanitized():  # whose shadow memory is too large to be looked through
            assert desk.count_in_memory("Zkanarie gone") == 0


async def test_a_regional_room_has_a_region_of_this_server(desk):
    root = await admin(desk)
    await refused(make(root, "regional"), "bad_field")
    await refused(make(root, "regional", region="Atlantis"), "bad_field")
    await refused(make(root, "global", region="Asia"), "bad_field")
    room = await make(root, "regional", region="Asia")
    assert (room["official"], room["region"]) == ("regional", "Asia")
    assert (await root.get("rooms"))["regions"] == ["Europe", "Asia"]


async def test_a_special_room_opens_fills_and_closes_at_its_time(desk):
    root = await admin(desk)
    await refused(make(root, "special", closes_at=ms(-1)), "bad_field")
    await refused(make(root, "special", opens_at=ms(9), closes_at=ms(8)), "bad_field")
    await refused(make(root, "global", capacity=5), "bad_field")
    opens, closes = ms(2), ms(6)
    room = await make(root, "special", opens_at=opens, closes_at=closes, capacity=2)
    async with await guest(desk) as ann, await guest(desk) as bob, await guest(desk) as eve:
        no = await refused(ann.join(room["id"]), "not_open")
        assert 0 < no["retry_after_ms"] <= 2_000

        async def open_now():
            return (await root.get("overview"))["at"] > opens

        await eventually(open_now, 5)
        joined = await ann.join(room["id"])
        seen = joined["room"]
        assert (seen["official"], seen["opens_at"], seen["expires_at"], seen["capacity"]) == ("special", opens, closes, 2)
        await bob.join(room["id"])
        await refused(eve.join(room["id"]), "room_full")
        said = await ann.say(room["id"], "soon over")
        assert said["expires_at"] <= closes
        await ann.until(lambda: ann.rooms[room["id"]].of("room_closed"))
        await refused(eve.join(room["id"]), "gone")
        assert [r["there"] for r in (await root.get("rooms"))["rooms"]] == [False]


async def test_a_definition_is_changed_for_those_who_are_inside_and_removed_under_them(desk):
    root = await admin(desk)
    room = (await make(root))["id"]
    async with await guest(desk) as ann:
        await ann.join(room)
        await root.call("PATCH", f"rooms/{room}", {"name": "Garden", "topic": "Outside"})
        await ann.until(lambda: ann.rooms[room].of("room_changed"))
        changed = ann.rooms[room].of("room_changed")[0]
        assert (changed["by"], changed["room_info"]["name"]) == ("server", "Garden")
        await refused(root.post("rooms/close", {"room": room, "reason": "x"}), "official_room")
        await root.post(f"rooms/{room}/remove", {"reason": "x"})
        await ann.until(lambda: ann.rooms[room].of("room_closed"))
    assert (await root.get("rooms"))["rooms"] == []
    assert await listed(desk) == []
    await refused(root.post(f"rooms/{room}/remove", {"reason": "x"}), "no_room")


async def test_an_admin_closes_any_room_by_its_id(desk):
    root = await admin(desk)
    async with await guest(desk) as ann:
        room = await ann.create(listing="unlisted")
        await ann.join(room)
        await root.post("rooms/close", {"room": room, "reason": "asked to"})
        await ann.until(lambda: ann.rooms[room].of("room_closed"))
        await refused(root.post("rooms/close", {"room": room, "reason": "asked to"}), "no_room")


# Announcements


async def current(server):
    return json.loads((await ask(server, "GET", "/api/announcements")).body)["announcements"]


def told(client):
    """The newest list that the socket has heard."""
    lists = [e["announcements"] for e in client.events if e["t"] == "announcements"]
    return [a["text"] for a in lists[-1]] if lists else []


async def announce(root, text="Hello", **more):
    body = {"text": text, "scope": "all", "until": ms(60)} | more
    return (await root.post("announcements", body))["announcement"]


async def test_an_announcement_reaches_who_is_here_who_comes_and_the_inbox(desk):
    root = await admin(desk)
    async with await guest(desk) as ann, await person(desk) as bob:
        made = await announce(root, "Maintenance tonight")
        await ann.until(lambda: told(ann) == ["Maintenance tonight"])
        (notice,) = await bob.noticed("announcement")
        assert (notice["name"], notice["text"]) == (made["id"], "Maintenance tonight")
        (shown,) = await current(desk)
        assert "by" not in shown and shown["scope"] == "all"
        async with await guest(desk) as late, await person(desk) as later:
            await late.until(lambda: told(late) == ["Maintenance tonight"])
            await later.noticed("announcement")
        await root.post(f"announcements/{made['id']}/remove")
        await ann.until(lambda: told(ann) == [])
        await bob.noticed("announcement", 0)
    assert await current(desk) == []
    await refused(root.post(f"announcements/{made['id']}/remove"), "no_announcement")


async def test_it_begins_and_ends_at_its_times(desk):
    root = await admin(desk)
    begin, end = ms(1), ms(3)
    async with await guest(desk) as ann:
        await announce(root, "Briefly", **{"from": begin, "until": end})
        assert await current(desk) == [] and len((await root.get("announcements"))["announcements"]) == 1
        await ann.until(lambda: told(ann) == ["Briefly"])
        await ann.until(lambda: ann.events[-1]["t"] == "announcements" and told(ann) == [])


async def test_one_for_a_region_is_in_the_inboxes_of_those_who_picked_it(desk):
    root = await admin(desk)
    async with await person(desk) as ann, await person(desk) as bob:
        body = json.dumps({"region": "Asia"}).encode()
        assert (await ann.client.session.ask("PATCH", "/api/account", body=body)).status == 200
        await announce(root, "For Asia", scope="region", region="Asia")
        await announce(root, "For all")
        await ann.noticed("announcement", 2)
        await bob.noticed("announcement", 1)
        await refused(announce(root, scope="region", region="Atlantis"), "bad_field")
        await refused(announce(root, scope="room"), "bad_field")


async def test_after_a_restart_what_is_current_is_still_told(desk):
    root = await admin(desk)
    await announce(root, "Still true")
    desk.stop()
    desk.start()

    async def again():
        return [a["text"] for a in await current(desk)] == ["Still true"]

    await eventually(again, 5)


@pytest.mark.parametrize(
    "more",
    [{"until": 1}, {"text": ""}, {"text": "x" * 501}, {"scope": "none"}, {"until": 10**15}, {"region": "Asia"}, {"other": 1}],
    ids=range(7),
)
async def test_a_bad_announcement_is_refused(desk, more):
    await refused(announce(await admin(desk), **more), "bad_field")


async def test_nobody_else_makes_one(desk):
    await admin(desk)
    user = await register(desk)
    body = json.dumps({"text": "x", "scope": "all", "until": ms(60)}).encode()
    answer = await ask(desk, "POST", "/api/announcements", [("Cookie", user.cookie), *change_fields(desk)], body)
    assert answer.status in (404, 405, 413)
