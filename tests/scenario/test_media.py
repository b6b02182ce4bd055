"""Pictures: what is taken, what is shown to whom, and what is refused before it costs anything.

The server looks at a picture's header only and passes its bytes on as they came, EXIF and all: dropping that is the work
of the sender's browser, which draws every picture anew before it is sent.
"""

import asyncio
import json

import pytest
from kit import pictures
from kit.client import Refused, Session, guest, words
from kit.pictures import MIB, code_of, fetch, gif, jpeg, png, route, show, try_upload, upload, webp
from kit.raw import Wire, ask, request
from kit.server import Server
from kit.wait import eventually

MANY = {"media.per_hour_guest": 1_000_000}


@pytest.fixture(scope="module")
def server():
    with Server(MANY) as running:
        yield running


async def refused(client, room, picture, status, code, kind="image/png"):
    answer = await try_upload(client, room, picture, kind)
    assert (answer.status, code_of(answer)) == (status, code), answer


async def is_hidden_from(client, room, media):
    """The one answer for everything that is not there."""
    answer = await fetch(client, room, media)
    assert answer.status == 404, answer
    assert json.loads(answer.body) == {"error": {"code": "no_media", "text": "There is no such picture."}}
    assert "image" not in answer.header("Content-Type")


async def is_shown_to(client, room, media, picture):
    answer = await fetch(client, room, media)
    assert answer.status == 200 and answer.body == picture
    return answer


# What is taken


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


# What is refused


@pytest.mark.parametrize(
    "picture, kind",
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>" + b" " * 100, "image/png"),
        (b"<!DOCTYPE html><script>1</script>" + b" " * 100, "image/gif"),
        (b"<script>1</script>" + png(), "image/png"),
        (b"BM" + b"\1" * 100, "image/png"),
        (b"II*\0" + b"\1" * 100, "image/png"),
        (b"\0\0\0\x20ftypavif" + b"\1" * 100, "image/webp"),
        (png(30_000, 30_000), "image/png"),
        (png(8_000, 5_001), "image/png"),
        (png(0, 5), "image/png"),
        (png()[:20], "image/png"),
        (jpeg(4, 3, b"x" * 100)[:60], "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"", "image/png"),
    ],
    ids=["svg", "html", "script", "bmp", "tiff", "avif", "900 mpixel", "40 mpixel and a line", "no width", "cut png", "cut jpeg", "magic", "empty"],
)
async def test_what_is_no_picture_by_its_first_bytes_is_refused(server, picture, kind):
    async with await guest(server) as ann:
        room = await ann.create()
        fields = [*pictures.upload_fields(ann.session, kind), *([] if picture else [("Content-Length", "0")])]
        answer = await ask(server, "POST", route(room), fields, picture)
        assert (answer.status, code_of(answer)) == (415, "media_invalid")


@pytest.mark.parametrize("kind", ["image/svg+xml", "text/html", "application/json", "image/*", "multipart/form-data", ""])
async def test_another_content_type_is_refused(server, kind):
    async with await guest(server) as ann:
        room = await ann.create()
        await refused(ann, room, png(), 415, "media_invalid", kind)


async def test_pictures_are_no_way_around_the_json_type_of_other_routes(server):
    fields = [("Origin", server.origin), ("X-SRChat", "1"), ("Content-Type", "image/png")]
    answer = await ask(server, "POST", "/api/session", fields, b"{}")
    assert (answer.status, code_of(answer)) == (415, "not_json")


async def test_an_upload_without_origin_header_or_session_is_refused(server):
    async with await guest(server) as ann:
        room = await ann.create()
        whole = pictures.upload_fields(ann.session)
        for missing, status, code in [("Origin", 403, "bad_origin"), ("X-SRChat", 403, "missing_header"), ("Cookie", 401, "no_session")]:
            fields = [field for field in whole if field[0] != missing]
            answer = await ask(server, "POST", route(room), fields, png())
            assert (answer.status, code_of(answer)) == (status, code)
        foreign = [field for field in whole if field[0] != "Origin"] + [("Origin", "https://evil.example")]
        answer = await ask(server, "POST", route(room), foreign, png())
        assert (answer.status, code_of(answer)) == (403, "bad_origin")


async def test_only_members_may_upload_and_no_room_answers_the_same(server):
    async with await guest(server) as ann, await guest(server) as eve:
        room = await ann.create(listing="unlisted")
        answers = [await try_upload(eve, which, png()) for which in (room, "A" * 17, "nonsense")]
        assert {answer.status for answer in answers} == {403}
        assert {answer.body for answer in answers} == {answers[0].body}
        assert code_of(answers[0]) == "not_member"
        await ann.leave(room)
        await refused(ann, room, png(), 403, "not_member")


async def test_other_methods_and_paths_take_no_body(server):
    async with await guest(server) as ann:
        room = await ann.create()
        for method, path in [("PUT", route(room)), ("POST", route(room, "A" * 22)), ("POST", route(room) + "/"), ("POST", route(room) + "x")]:
            answer = await ask(server, method, path, pictures.upload_fields(ann.session), png())
            assert (answer.status, code_of(answer)) == (413, "too_large"), path
        answer = await ask(server, "DELETE", route(room), pictures.upload_fields(ann.session))
        assert answer.status == 405
        answer = await ask(server, "GET", route(room), [("Cookie", ann.session.cookie)])
        assert (answer.status, code_of(answer)) == (404, "no_media")


# Refused before the bytes come


async def test_one_byte_too_many_is_refused_before_it_is_read(server):
    async with await guest(server) as ann:
        room = await ann.create()
        async with await pictures.begun_upload(ann.session, room, 5 * MIB + 1) as wire:
            answer = await wire.response()
            assert (answer.status, code_of(answer)) == (413, "too_large")
            assert answer.header("Connection") == "close"


async def test_a_chunked_body_is_refused_before_it_is_read(server):
    async with await guest(server) as ann:
        room = await ann.create()
        async with await Wire.open(server) as wire:
            fields = [*pictures.upload_fields(ann.session), ("Transfer-Encoding", "chunked")]
            wire.send(request(server, "POST", route(room), fields))
            assert (await wire.response()).status == 400


async def test_strangers_are_refused_by_the_head_alone(server):
    async with await guest(server) as ann, await guest(server) as eve:
        room = await ann.create()
        async with await pictures.begun_upload(eve.session, room, 5 * MIB) as wire:
            answer = await wire.response()
            assert (answer.status, code_of(answer)) == (403, "not_member")


async def test_who_sends_all_of_a_refused_picture_still_gets_the_answer(server):
    async with await guest(server) as ann, await guest(server) as eve:
        room = await ann.create()
        for _ in range(5):
            await refused(eve, room, png(size=5 * MIB), 403, "not_member")
            await refused(ann, room, png(size=5 * MIB + 1), 413, "too_large")


@pytest.mark.deadline(40)
async def test_an_upload_that_stands_still_is_cut_off_and_gives_its_memory_back():
    with Server(MANY | {"media.node_bytes": 6 * MIB}) as server:
        async with await guest(server) as ann:
            room = await ann.create()
            async with await pictures.begun_upload(ann.session, room, 5 * MIB, png()) as wire:

                # No picture, so that a try which comes too early takes no place of the other's.
                async def is_counted():
                    return (await try_upload(ann, room, bytes(2 * MIB))).status == 409

                await eventually(is_counted)
                answer = await wire.response(seconds=20)
                assert answer.status == 408
            await upload(ann, room, png(size=2 * MIB))


async def test_others_go_on_while_large_pictures_come_in(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        picture = png(size=5 * MIB)
        uploads = [asyncio.ensure_future(upload(ann, room, picture)) for _ in range(4)]
        slowest, loop = 0.0, asyncio.get_running_loop()
        while not all(task.done() for task in uploads):
            begin = loop.time()
            await bob.command("ping")
            slowest = max(slowest, loop.time() - begin)
        assert all(task.result()["bytes"] == len(picture) for task in uploads)
        assert slowest < 1.0


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


# Its end


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
            await refused(ann, room, png(), 403, "not_member")


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


# Limits


async def test_a_room_holds_so_many_bytes_and_takes_more_when_some_have_gone():
    with Server(MANY | {"media.room_bytes": 3 * MIB}) as server:
        async with await guest(server) as ann:
            room, other = await ann.create(), await ann.create()
            media = await upload(ann, room, png(size=2 * MIB))
            await refused(ann, room, png(size=MIB + 1), 409, "media_quota")
            await upload(ann, room, png(size=MIB))
            await refused(ann, room, png(), 409, "media_quota")
            await upload(ann, other, png(size=3 * MIB))
            said = await show(ann, room, media)
            await ann.command("delete", room=room, target=said["seq"])
            await upload(ann, room, png(size=2 * MIB))


async def test_a_server_holds_so_many_bytes_in_all_rooms_together():
    with Server(MANY | {"media.node_bytes": 3 * MIB, "rooms.empty_grace_s": 0}) as server:
        async with await guest(server) as ann:
            rooms = [await ann.create() for _ in range(4)]
            for room in rooms[:3]:
                await upload(ann, room, png(size=MIB))
            await refused(ann, rooms[3], png(), 409, "media_quota")
            await ann.leave(rooms[0])
            await upload(ann, rooms[3], png(size=MIB))


async def test_a_guest_uploads_ten_pictures_an_hour():
    with Server() as server:
        async with await guest(server) as ann, await guest(server) as bob:
            room, other = await ann.create(), await ann.create()
            await bob.join(room)
            for number in range(10):
                await upload(ann, room if number % 2 else other)
            for where in (room, other):
                answer = await try_upload(ann, where, png())
                assert (answer.status, code_of(answer)) == (429, "rate_limited")
                assert 3500 < int(answer.header("Retry-After")) <= 3600
            await upload(bob, room)


async def test_another_session_of_another_person_has_its_own_hour():
    with Server({"media.per_hour_guest": 1}) as server:
        for _ in range(3):
            async with await guest(server) as ann:
                await upload(ann, await ann.create())


async def test_a_session_that_has_ended_sees_and_uploads_nothing(server):
    ann = await guest(server)
    room = await ann.create()
    media = await upload(ann, room)
    await ann.session.end()
    await is_hidden_from(ann, room, media["id"])
    await refused(ann, room, png(), 401, "no_session")
    assert isinstance(ann.session, Session)
    await ann.until_closed()
