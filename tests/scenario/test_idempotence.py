"""A client id makes sending safe to repeat: the same text is never posted twice."""

import asyncio

from kit.client import Broken, guest, new_cid, words
from kit.server import Server


async def test_a_repeated_cid_returns_the_first_seq_and_posts_nothing(server):
    async with await guest(server) as ann:
        room = await ann.create()
        cid = new_cid()
        first = await ann.say(room, words("once"), cid)
        # A later millisecond, so that a repeat which gives the time of now is told apart.
        while (await ann.command("ping"))["at"] <= first["at"]:
            pass
        again = await ann.say(room, words("once"), cid)
        assert (first["repeat"], again["repeat"]) == (False, True)
        assert all(first[key] == again[key] for key in ("seq", "at", "expires_at"))
        last = await ann.say(room, words("end"))
        assert last["seq"] == first["seq"] + 1


async def test_a_cid_sent_50_times_at_once_from_several_sockets_is_one_message():
    with Server({"server.workers": 4}) as server:
        async with await guest(server) as bob:
            ann = await guest(server)
            sockets = [ann] + [await ann.session.open() for _ in range(4)]
            room = await ann.create()
            await bob.join(room)
            for socket in sockets[1:]:
                await socket.join(room)
            cid, body = new_cid(), {"text": words("once")}
            replies = await asyncio.gather(
                *(s.command("say", room=room, cid=cid, body=body) for s in sockets * 10)
            )
            assert len(replies) == 50 and len({reply["seq"] for reply in replies}) == 1
            assert [reply["repeat"] for reply in replies].count(False) == 1
            last = await bob.say(room, words("end"))
            ledger = await bob.hears(room, last["seq"])
            assert [m["body"]["text"] for m in ledger.of("message")] == [words("once"), words("end")]
            for socket in sockets:
                socket.cut()


async def test_the_same_cid_of_two_people_or_in_two_rooms_is_two_messages(server):
    async with await guest(server) as ann, await guest(server) as bob:
        rooms = [await ann.create(), await ann.create()]
        cid = new_cid()
        await bob.join(rooms[0])
        replies = [await ann.say(rooms[0], words(), cid), await bob.say(rooms[0], words(), cid)]
        replies.append(await ann.say(rooms[1], words(), cid))
        assert [reply["repeat"] for reply in replies] == [False, False, False]
        assert replies[0]["seq"] != replies[1]["seq"]


async def test_an_unanswered_message_is_sent_again_and_stands_once(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        for number in range(30):
            attempt = asyncio.ensure_future(ann.say(room, words(str(number))))
            # Let the frame go out for every second one, and cut before it for the others.
            if number % 2:
                await bob.command("ping")
            ann.cut()
            try:
                await attempt
            except Broken:
                pass
            await ann.reconnect()
            assert not ann.pending
        last = await ann.say(room, words("end"))
        ledger = await bob.hears(room, last["seq"])
        texts = [m["body"]["text"] for m in ledger.of("message")]
        assert texts == [words(str(n)) for n in range(30)] + [words("end")]


async def test_a_cid_is_still_known_after_its_message_was_deleted(server):
    async with await guest(server) as ann:
        room = await ann.create()
        cid = new_cid()
        first = await ann.say(room, words("oops"), cid)
        await ann.command("delete", room=room, target=first["seq"])
        again = await ann.say(room, words("oops"), cid)
        assert again["repeat"] and again["seq"] == first["seq"]
