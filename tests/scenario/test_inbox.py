"""The inbox: what it tells, to whom, and that it goes with what it speaks of."""

import json

import pytest
from kit.accounts import MANY, register
from kit.client import guest, new_cid, words
from kit.expect import refused
from kit.friends import Person, befriend, person, visitor
from kit.server import Server


@pytest.fixture(scope="module")
def people():
    with Server(MANY | {"rooms.life_5m_s": 2, "rooms.close_countdown_s": 1}) as server:
        yield server


async def mention(by, room, *whom):
    fields = {"cid": new_cid(), "body": {"text": words("look")}, "mentions": [w.client.m(room) for w in whom]}
    return await by.client.command("say", room=room, **fields)


async def three_in_a_room(server, **settings):
    host, ann, bob = Person(await guest(server)), await person(server), await visitor(server)
    room = await host.client.create(**settings)
    await host.listen()
    await ann.client.join(room)
    await bob.client.join(room)
    return room, host, ann, bob


async def test_a_mention_is_told_to_those_it_names_and_without_the_text(people):
    room, host, ann, bob = await three_in_a_room(people, name="Zkanarie Tea")
    async with host, ann, bob:
        said = await mention(host, room, ann, bob, host)
        for one in (ann, bob):
            [notice] = await one.noticed("mention")
            place = {"id": room, "name": "Zkanarie Tea"}
            assert notice == {"kind": "mention", "room": place, "target": said["seq"]}
            [event] = one.client.rooms[one.inbox].messages.values()
            assert event["by"]["name"] == host.client.session.you["name"] and event["by"]["m"] == 0
            assert event["expires_at"] == said["expires_at"]
            assert words("look") not in json.dumps(event)
        assert host.notices() == []


async def test_a_mention_goes_with_its_message(people):
    room, host, ann, bob = await three_in_a_room(people)
    async with host, ann, bob:
        said = await mention(host, room, ann)
        kept = await mention(host, room, ann)
        await ann.noticed("mention", 2)
        await host.command("delete", room=room, target=said["seq"])
        [left] = await ann.noticed("mention", 1)
        assert left["target"] == kept["seq"]


async def test_a_mention_ends_with_the_life_of_its_message_even_when_that_gets_shorter(people):
    room, host, ann, bob = await three_in_a_room(people)
    async with host, ann, bob:
        said = await mention(host, room, ann)
        await ann.noticed("mention")
        await host.command("room_set", room=room, message_life="5m")
        ends = lambda: [e["expires_at"] for e in ann.client.rooms[ann.inbox].messages.values()]
        await ann.until(lambda: ends() == [said["at"] + 2_000])
        inbox = await ann.client.join(ann.inbox)
        while inbox["events"]:
            inbox = await ann.client.join(ann.inbox)
        assert inbox["at"] >= said["at"] + 2_000


async def test_everything_of_a_room_goes_with_the_room(people):
    room, host, ann, bob = await three_in_a_room(people)
    async with host, ann, bob, await visitor(people) as eve:
        await host.command("room_set", room=room, entry="knock")
        await mention(host, room, ann)
        await host.command("transfer", room=room, m=ann.client.m(room))
        await eve.command("knock", room=room)
        await host.noticed("knock")
        await ann.noticed("offer")
        await host.command("close", room=room)
        for one in (host, ann):
            await one.until(lambda one=one: one.notices() == [])


async def test_a_knock_is_told_to_the_staff_who_listen_elsewhere(people):
    async with await person(people) as ann, await visitor(people) as eve, await visitor(people) as joe:
        room = await ann.client.create(name="Zkanarie Door", entry="knock")
        other = await ann.client.session.open()
        async with other:
            await other.join(ann.inbox)
            await eve.command("knock", room=room)
            await joe.command("knock", room=room, text=words("it is me"))
            await ann.until(lambda: [n["count"] for n in ann.notices("knock")] == [2])
            assert words("it is me") not in json.dumps(ann.client.rooms[ann.inbox].entries)
            waiting = (await ann.until(lambda: [e for e in ann.client.events if e["t"] == "knocks"]))[-1]["knocks"]
            for knock in waiting:
                await ann.command("knock_answer", room=room, k=knock["k"], admit=False)
            await ann.noticed("knock", 0)


async def test_an_offer_is_told_and_goes_when_it_is_answered(people):
    room, host, ann, bob = await three_in_a_room(people)
    async with host, ann, bob:
        await host.command("transfer", room=room, m=ann.client.m(room))
        [offer] = await ann.noticed("offer")
        assert offer["room"]["id"] == room
        await ann.command("transfer_answer", room=room, accept=False)
        await ann.noticed("offer", 0)
        await host.command("transfer", room=room, m=ann.client.m(room))
        await ann.noticed("offer")
        await host.command("transfer_cancel", room=room)
        await ann.noticed("offer", 0)


async def test_a_friend_is_invited_and_comes_in(people):
    async with await person(people) as ann, await person(people) as bob, await person(people) as eve:
        await befriend(ann, bob)
        room = await ann.client.create(name="Zkanarie Closed", listing="unlisted", entry="invite")
        await refused(ann.command("invite_send", room=room, name=eve.name), "no_person")
        await ann.command("invite_send", room=room, name=bob.name)
        [invite] = await bob.noticed("invite")
        assert (invite["name"], invite["room"]) == (ann.name, {"id": room, "name": "Zkanarie Closed"})
        await bob.client.join(room, invite=invite["token"])
        await bob.noticed("invite", 0)
        await refused(bob.command("invite_send", room=room, name=ann.name), "not_allowed")


async def test_an_invitation_goes_when_all_are_ended(people):
    async with await person(people) as ann, await person(people) as bob:
        await befriend(ann, bob)
        room = await ann.client.create(entry="invite")
        await ann.command("invite_send", room=room, name=bob.name)
        await bob.noticed("invite")
        await ann.command("invites_clear", room=room)
        await bob.noticed("invite", 0)


async def test_anybody_inside_invites_to_an_open_room(people):
    async with await guest(people) as host, await person(people) as ann, await person(people) as bob:
        await befriend(ann, bob)
        room = await host.create()
        await refused(ann.command("invite_send", room=room, name=bob.name), "not_member")
        await ann.client.join(room)
        await ann.command("invite_send", room=room, name=bob.name)
        [invite] = await bob.noticed("invite")
        assert "token" not in invite
        await bob.client.join(room)


async def test_an_inbox_is_resumed_and_nothing_is_missed(people):
    room, host, ann, bob = await three_in_a_room(people)
    async with host, ann, bob:
        await mention(host, room, ann)
        await ann.noticed("mention")
        ann.client.cut()
        await ann.client.until_closed()
        for _ in range(5):
            await mention(host, room, ann)
        await ann.client.open()
        await ann.client.resume(ann.inbox)
        await ann.noticed("mention", 6)
        assert ann.client.rooms[ann.inbox].breaks == 0


async def test_an_inbox_is_its_owners_alone(people):
    async with await person(people) as ann, await person(people) as bob:
        await refused(bob.client.join(ann.inbox), "no_room")
        await refused(bob.command("history", room=ann.inbox, before=10), "not_member")
        say = {"cid": new_cid(), "body": {"text": "x"}}
        await refused(ann.command("say", room=ann.inbox, **say), "not_allowed")
        await refused(ann.command("leave", room=ann.inbox), "not_allowed")
        await refused(bob.command("say", room=ann.inbox, **say), "not_member")


async def test_a_notice_is_read_and_taken_away(people):
    room, host, ann, bob = await three_in_a_room(people)
    async with host, ann, bob:
        second = await ann.client.session.open()
        async with second:
            await second.join(ann.inbox)
            await mention(host, room, ann)
            await ann.noticed("mention")
            [seq] = ann.client.rooms[ann.inbox].messages
            await refused(ann.command("edit", room=ann.inbox, target=seq, body={"text": "x"}), "not_yours")
            await refused(ann.command("react", room=ann.inbox, target=seq, emoji="👍", on=True), "not_allowed")
            await ann.command("read", room=ann.inbox, target=seq)
            await second.until(lambda: [e for e in second.events if e["t"] == "read" and e["target"] == seq])
            assert (await second.join(ann.inbox))["reads"] == [{"m": 1, "target": seq}]
            await ann.command("delete", room=ann.inbox, target=seq)
            await second.until(lambda: second.rooms[ann.inbox].of("message_deleted"))
            await ann.noticed("mention", 0)


async def test_an_inbox_holds_two_hundred_and_the_oldest_goes(people):
    with Server(MANY | {"limits.say_burst": 10_000, "limits.commands_burst": 10_000}) as server:
        room, host, ann, bob = await three_in_a_room(server)
        async with host, ann, bob:
            for _ in range(201):
                last = await mention(host, room, ann)
            await ann.until(lambda: ann.notices() and ann.notices()[-1]["target"] == last["seq"])
            assert len(ann.notices()) == 200


async def test_the_inbox_of_a_visitor_who_registers_goes_on(people):
    room, host, ann, bob = await three_in_a_room(people)
    async with host, ann, bob:
        await mention(host, room, bob)
        await bob.noticed("mention")
        user = await register(people, cookie=bob.client.session.cookie)
        bob.client.session = user
        await bob.client.reconnect()
        assert bob.client.welcome["inbox"] == bob.inbox and len(bob.notices("mention")) == 1


async def test_an_account_gives_a_room_away_with_its_password(people):
    async with await person(people) as ann, await guest(people) as bob:
        room = await ann.client.create()
        await bob.join(room)
        fields = {"room": room, "m": bob.m(room)}
        await refused(ann.command("transfer", **fields), "password_wrong")
        await refused(ann.command("transfer", **fields, password="not the right one"), "password_wrong")
        await ann.command("transfer", **fields, password=ann.client.session.password)
        await bob.command("transfer_answer", room=room, accept=True)
        await ann.until(lambda: ann.client.rooms[room].owners() == [bob.m(room)])
