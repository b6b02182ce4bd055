"""One total order for all members, and an acknowledgement that means something."""

import asyncio
import random

import pytest
from kit.client import guest, words
from kit.server import Server


@pytest.fixture(scope="module", params=[1, 4], ids=["one worker", "four workers"])
def sharded(request):
    """Rooms and sockets on one shard, and spread over four."""
    with Server({"server.workers": request.param}) as running:
        yield running


async def test_all_members_hear_the_same_order_and_each_sender_keeps_its_own(sharded):
    people = await asyncio.gather(*(guest(sharded) for _ in range(8)))
    room = await people[0].create()
    for client in people[1:]:
        await client.join(room)

    async def chatter(client, number):
        replies = [
            client.send("say", room=room, cid=f"{number:016x}{n:016x}", body={"text": words(f"{number} {n}")})
            for n in range(100)
        ]
        return [(await reply)["seq"] for reply in replies]

    acks = await asyncio.gather(*(chatter(c, n) for n, c in enumerate(people)))
    top = max(max(seqs) for seqs in acks)
    stories = []
    for client in people:
        ledger = await client.hears(room, top)
        stories.append([(e["seq"], e["body"]["text"]) for e in ledger.of("message")])
        assert client.repairs == 0 and ledger.doubles == 0
    assert all(story == stories[0] for story in stories)
    heard = dict(stories[0])
    assert len(heard) == 800
    for number, seqs in enumerate(acks):
        assert seqs == sorted(seqs), "replies and seqs keep the sender's order"
        assert [heard[seq] for seq in seqs] == [words(f"{number} {n}") for n in range(100)]
    for client in people:
        client.cut()


async def test_rooms_on_every_shard_serve_sockets_of_every_shard(sharded):
    people = await asyncio.gather(*(guest(sharded) for _ in range(12)))
    rooms = [await client.create() for client in people]
    for client in people:
        for room in rooms:
            if room not in client.rooms:
                await client.join(room)
    order = [(client, room) for client in people for room in rooms]
    random.Random(7).shuffle(order)
    said = await asyncio.gather(*(client.say(room, words()) for client, room in order))
    tops = {}
    for reply in said:
        tops[reply["room"]] = max(reply["seq"], tops.get(reply["room"], 0))
    for client in people:
        for room in rooms:
            ledger = await client.hears(room, tops[room])
            assert len(ledger.messages) == len(people)
        assert client.repairs == 0
        client.cut()


async def test_commands_of_one_socket_are_answered_in_their_order(sharded):
    async with await guest(sharded) as ann:
        rooms = [await ann.create() for _ in range(6)]
        order = []
        replies = []
        for number in range(120):
            room = rooms[number % len(rooms)]
            kind = ("typing", "roster", "ping")[number % 3]
            reply = ann.send(kind, **({} if kind == "ping" else {"room": room}))
            reply.add_done_callback(lambda _, number=number: order.append(number))
            replies.append(reply)
        await asyncio.gather(*replies)
        assert order == list(range(120))


async def test_a_message_that_was_acknowledged_is_there_for_the_next_to_join(sharded):
    async with await guest(sharded) as ann:
        room = await ann.create()
        for number in range(20):
            said = await ann.say(room, words(str(number)))
            async with await guest(sharded) as late:
                await late.join(room)
                assert said["seq"] in late.rooms[room].messages
