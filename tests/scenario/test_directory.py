"""The directory of rooms: listed, searched, watched live."""

import json

from kit.client import fresh_name, guest, words
from kit.raw import ask
from kit.server import Server
from kit.wait import eventually


async def listed(server, query="", at_least=0):
    """The directory over HTTP; it may be a second behind, so wait until it has so many rooms."""

    async def enough():
        found = await once(server, query)
        return found["total"] >= at_least and found

    return await eventually(enough, seconds=3)


async def once(server, query):
    answer = await ask(server, "GET", f"/api/rooms{query}")
    assert answer.status == 200
    return json.loads(answer.body)


async def test_a_public_room_is_listed_and_an_unlisted_one_is_not(server):
    async with await guest(server) as ann:
        public = await ann.create()
        hidden = await ann.create(listing="unlisted")
        over_http = await listed(server, at_least=1)
        over_socket = await ann.command("rooms")
        for answer in (over_http, over_socket):
            ids = [card["id"] for card in answer["rooms"]]
            assert public in ids and hidden not in ids
            assert answer["total"] >= len(ids)


async def test_a_card_shows_the_head_count_of_now(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        card = json.loads((await ask(server, "GET", f"/api/rooms/{room}")).body)["room"]
        assert card["count"] == 2
        await bob.leave(room)
        card = json.loads((await ask(server, "GET", f"/api/rooms/{room}")).body)["room"]
        assert card["count"] == 1


async def test_the_directory_is_searched_by_name_in_any_case(server):
    async with await guest(server) as ann:
        room = await ann.create(name="Zkanarie Überholspur")
        await listed(server, "?q=Zkanarie%20%C3%9C", at_least=1)
        for query in ("überhol", "ÜBERHOL", "Zkanarie Überholspur"):
            found = await ann.command("rooms", q=query)
            assert [card["id"] for card in found["rooms"]] == [room] and found["total"] == 1
        assert [c["id"] for c in (await listed(server, "?q=%C3%9Cberhol"))["rooms"]] == [room]
        assert (await ann.command("rooms", q="no such room"))["rooms"] == []


async def test_the_directory_shows_a_hundred_rooms_and_the_true_total():
    with Server() as server:
        async with await guest(server) as ann:
            for reply in [ann.send("room_create", name=fresh_name("r")) for _ in range(120)]:
                await reply
            answer = await listed(server, at_least=120)
            assert len(answer["rooms"]) == 100 and answer["total"] == 120


async def test_a_watcher_hears_of_new_changed_and_closed_rooms_until_it_stops():
    with Server({"rooms.empty_grace_s": 1}) as hasty:
        async with await guest(hasty) as ann, await guest(hasty) as bob:
            await bob.command("rooms", watch=True)

            def changes(test):
                heard = [e for e in bob.events if e["t"] == "rooms_changed"]
                return [card for event in heard for card in event["rooms"] if test(card)]

            room = await ann.create()
            await bob.until(lambda: changes(lambda c: c["id"] == room and c["count"] == 1))
            await bob.join(room)
            await bob.until(lambda: changes(lambda c: c["id"] == room and c["count"] == 2))
            await ann.leave(room)
            await bob.leave(room)
            await bob.until(lambda: [e for e in bob.events if room in e.get("gone", ())])
            await bob.command("rooms", watch=False)
            before = len(bob.events)
            await ann.create()
            # The directory speaks at most once a second, so a second room's news would come by then.
            await ann.command("rooms", watch=True)
            last = await ann.create()
            await ann.until(lambda: [e for e in ann.events if last in str(e)])
            assert [e for e in bob.events[before:] if e["t"] == "rooms_changed"] == []


async def test_an_empty_room_closes_after_its_grace_and_its_link_says_gone():
    with Server({"rooms.empty_grace_s": 1}) as hasty:
        async with await guest(hasty) as ann, await guest(hasty) as bob:
            room = await ann.create()
            await ann.say(room, words())
            await ann.leave(room)
            await bob.command("rooms", watch=True)
            await bob.until(lambda: [e for e in bob.events if room in e.get("gone", ())])
            answer = await ask(hasty, "GET", f"/api/rooms/{room}")
            assert answer.status == 410 and b'"gone"' in answer.body


async def test_a_room_with_a_fixed_life_closes_and_tells_its_members():
    with Server({"rooms.life_1h_s": 2, "rooms.life_5m_s": 1}) as hasty:
        async with await guest(hasty) as ann:
            room = await ann.create(life="1h", message_life="5m")
            ledger = ann.rooms[room]
            assert await ann.until(lambda: ledger.ended) == "expired"
            assert (await ask(hasty, "GET", f"/api/rooms/{room}")).status == 410
            try:
                await ann.resume(room)
                raise AssertionError("a closed room was joined")
            except Exception as refusal:
                assert refusal.code == "gone"
