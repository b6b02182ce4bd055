"""Pictures: what is taken, and what is shown to whom.

The server looks at a picture's header only and passes its bytes on as they came, EXIF and all: dropping that is the work
of the sender's browser, which draws every picture anew before it is sent.
"""

import pytest
from kit.client import Refused, guest
from kit.pictures import (
    MANY, MIB, code_of, fetch, gif, is_hidden_from, is_shown_to, jpeg, png, route, show, upload, webp,
)  # fmt: skip
from kit.raw import ask
from kit.server import Server


@pytest.fixture(scope="module")
def server():
    with Server(MANY) as running:
        yield running


@pytest.mark.parametrize(
    "picture, kind, width, height",
    [
        (png(640, 480), "image/png", 640, 480),
        (jpeg(33, 44, b"GPS 52.5 N 13.4 E"), "image/jpeg", 33, 44),
        (gif(7, 9), "image/gif", 7, 9),
        (webp(100, 50), "image/webp", 100, 50),
    ],
    ids=["png", "jpeg with exif", "gif", "webp"],
)
async def test_a_picture_is_taken_and_shown_to_the_members_as_it_came(server, picture, kind, width, height):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        media = await upload(ann, room, picture, kind)
        assert len(media["id"]) == 22 and media["id"].isalnum()
        expected = {"type": kind, "bytes": len(picture), "width": width, "height": height}
        assert {k: v for k, v in media.items() if k != "id"} == expected
        said = await show(ann, room, media)
        await bob.hears(room, said["seq"])
        answer = await is_shown_to(bob, room, media["id"], picture)
        assert answer.header("Content-Type") == kind
        assert answer.header("Cache-Control") == "no-store"
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert answer.header("Content-Security-Policy") == "default-src 'none'; sandbox"
        assert answer.header("Cross-Origin-Resource-Policy") == "same-origin"
        ending = {"image/jpeg": "jpg"}.get(kind, kind.split("/")[1])
        assert answer.header("Content-Disposition") == f'inline; filename="image.{ending}"'


async def test_the_message_shows_the_picture_by_the_name_its_sender_gave(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        media = await upload(ann, room)
        said = await show(ann, room, media, media={"id": media["id"], "name": "cat.png"})
        ledger = await bob.hears(room, said["seq"])
        message = ledger.messages[said["seq"]]
        assert message["media"] == media | {"name": "cat.png"}
        assert message["body"]["text"] == ""


async def test_the_largest_picture_is_taken_and_comes_back_whole(server):
    async with await guest(server) as ann:
        room = await ann.create()
        picture = png(size=5 * MIB)
        media = await upload(ann, room, picture)
        await is_shown_to(ann, room, media["id"], picture)


async def test_the_type_is_told_by_the_bytes_and_not_by_who_sends_them(server):
    async with await guest(server) as ann:
        room = await ann.create()
        media = await upload(ann, room, gif(), "image/png")
        assert media["type"] == "image/gif"
        assert (await fetch(ann, room, media["id"])).header("Content-Type") == "image/gif"


async def test_what_follows_the_header_is_not_looked_at_and_the_type_stays(server):
    async with await guest(server) as ann:
        room = await ann.create()
        polyglot = gif() + b"<html><script>alert(1)</script></html>" + png(30_000, 30_000)
        media = await upload(ann, room, polyglot, "image/gif")
        answer = await is_shown_to(ann, room, media["id"], polyglot)
        assert answer.header("Content-Type") == "image/gif"
        assert answer.header("X-Content-Type-Options") == "nosniff"


async def test_head_tells_the_size_and_sends_nothing(server):
    async with await guest(server) as ann:
        room = await ann.create()
        media = await upload(ann, room, png(size=100_000))
        answer = await ask(server, "HEAD", route(room, media["id"]), [("Cookie", ann.session.cookie)])
        assert answer.status == 200 and answer.header("Content-Length") == "100000" and answer.body == b""


# Who sees it


async def test_an_upload_is_seen_by_its_owner_alone_until_a_message_shows_it(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room, picture = await ann.create(), png(9, 9)
        await bob.join(room)
        media = await upload(ann, room, picture)
        await is_shown_to(ann, room, media["id"], picture)
        await is_hidden_from(bob, room, media["id"])
        await show(ann, room, media)
        await is_shown_to(bob, room, media["id"], picture)


async def test_only_ones_own_upload_can_be_shown_and_once_only(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room, other = await ann.create(), await ann.create()
        await bob.join(room)
        media = await upload(ann, room)
        for client, where, which in [(bob, room, media), (ann, other, media), (ann, room, {"id": "A" * 22})]:
            with pytest.raises(Refused) as refusal:
                await show(client, where, which)
            assert refusal.value.code == "no_media"
        await show(ann, room, media)
        with pytest.raises(Refused) as refusal:
            await show(ann, room, media)
        assert refusal.value.code == "no_media"


async def test_a_message_sent_again_with_its_picture_is_the_same_message(server):
    async with await guest(server) as ann:
        room = await ann.create()
        media = await upload(ann, room)
        first = await show(ann, room, media, cid="a" * 32)
        again = await show(ann, room, media, cid="a" * 32)
        assert again["seq"] == first["seq"] and again["repeat"]


async def test_the_picture_of_a_refused_message_can_still_be_shown(server):
    async with await guest(server) as ann:
        room = await ann.create()
        media = await upload(ann, room)
        with pytest.raises(Refused) as refusal:
            await show(ann, room, media, reply_to=9_999)
        assert refusal.value.code == "no_message"
        await show(ann, room, media)


async def test_nobody_but_a_present_member_sees_a_picture(server):
    async with await guest(server) as ann, await guest(server) as bob, await guest(server) as eve:
        room, other, picture = await ann.create(), await ann.create(), png(5, 5)
        await bob.join(room)
        media = await upload(ann, room, picture)
        await show(ann, room, media)
        await is_shown_to(bob, room, media["id"], picture)
        await is_hidden_from(eve, room, media["id"])
        await is_hidden_from(ann, other, media["id"])
        await is_hidden_from(ann, room, "A" * 22)
        await is_hidden_from(ann, room, media["id"][:-1])
        await is_hidden_from(ann, room, media["id"] + "/x")
        await is_hidden_from(ann, "A" * 17, media["id"])
        await is_hidden_from(ann, "x", media["id"])
        answer = await ask(server, "GET", route(room, media["id"]))
        assert (answer.status, code_of(answer)) == (404, "no_media")
        await bob.leave(room)
        await is_hidden_from(bob, room, media["id"])
        await is_shown_to(ann, room, media["id"], picture)
