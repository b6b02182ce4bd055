"""The end of a picture: with its message, its room, its sender, or unused."""

import pytest
from kit.client import Refused, guest, words
from kit.pictures import MANY, fetch, is_hidden_from, is_refused, png, show, upload
from kit.raw import ask
from kit.server import Server
from kit.wait import eventually


@pytest.fixture(scope="module")
def server():
    with Server(MANY) as running:
        yield running


async def test_a_picture_goes_with_its_message(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        media, other = await upload(ann, room), await upload(ann, room)
        said = await show(ann, room, media)
        await show(ann, room, other)
        await ann.command("delete", room=room, target=said["seq"])
        await is_hidden_from(bob, room, media["id"])
        await is_hidden_from(ann, room, media["id"])
        assert (await fetch(bob, room, other["id"])).status == 200


async def test_a_ban_takes_pictures_along_and_leaves_what_was_written(server):
    async with await guest(server) as ann, await guest(server) as bob, await guest(server) as eve:
        room = await ann.create()
        await bob.join(room)
        eves = (await eve.join(room))["you"]["m"]
        media, own, waiting = await upload(eve, room), await upload(ann, room), await upload(eve, room)
        said, kept = await show(eve, room, media), await show(ann, room, own)
        text = await eve.say(room, words("I was here"))
        await ann.command("ban", room=room, m=eves)
        for client in (ann, bob, eve):
            await is_hidden_from(client, room, media["id"])
            await is_hidden_from(client, room, waiting["id"])
        assert (await fetch(bob, room, own["id"])).status == 200
        deleted = await bob.until(lambda: bob.rooms[room].of("message_deleted"))
        assert [event["target"] for event in deleted] == [said["seq"]]
        page = await bob.command("history", room=room, before=text["seq"] + 1)
        assert {event["seq"] for event in page["events"]} >= {text["seq"], kept["seq"]}


async def test_a_picture_expires_with_its_message():
    with Server(MANY | {"rooms.life_5m_s": 2}) as server:
        async with await guest(server) as ann:
            room = await ann.create(message_life="5m")
            media = await upload(ann, room)
            await show(ann, room, media)
            assert (await fetch(ann, room, media["id"])).status == 200

            async def is_gone():
                return (await fetch(ann, room, media["id"])).status == 404

            await eventually(is_gone, 5)
            await is_hidden_from(ann, room, media["id"])


async def test_a_picture_goes_with_its_room():
    with Server(MANY | {"rooms.empty_grace_s": 0}) as server:
        async with await guest(server) as ann:
            room = await ann.create()
            media = await upload(ann, room)
            await show(ann, room, media)
            await ann.leave(room)
            await is_hidden_from(ann, room, media["id"])

            async def has_ended():
                return (await ask(server, "GET", f"/api/rooms/{room}")).status == 410

            await eventually(has_ended)
            await is_hidden_from(ann, room, media["id"])
            await is_refused(ann, room, png(), 403, "not_member")


async def test_what_no_message_refers_to_is_collected():
    with Server(MANY | {"media.unused_s": 1}) as server:
        async with await guest(server) as ann:
            room = await ann.create()
            media, shown = await upload(ann, room), await upload(ann, room)
            await show(ann, room, shown)

            async def is_collected():
                return (await fetch(ann, room, media["id"])).status == 404

            await eventually(is_collected, 5)
            with pytest.raises(Refused) as refusal:
                await show(ann, room, media)
            assert refusal.value.code == "no_media"
            assert (await fetch(ann, room, shown["id"])).status == 200


async def test_who_leaves_takes_along_what_was_never_shown(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        media = await upload(ann, room)
        await ann.leave(room)
        await ann.join(room)
        await is_hidden_from(ann, room, media["id"])


async def test_a_session_that_has_ended_sees_and_uploads_nothing(server):
    ann = await guest(server)
    room = await ann.create()
    media = await upload(ann, room)
    await ann.session.end()
    await is_hidden_from(ann, room, media["id"])
    await is_refused(ann, room, png(), 401, "no_session")
    await ann.until_closed()
