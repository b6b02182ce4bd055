"""Pictures that are refused, before they cost anything, and how many are taken."""

import asyncio

import pytest
from kit import pictures
from kit.client import guest
from kit.pictures import MANY, MIB, code_of, gif, is_refused, jpeg, png, route, show, try_upload, upload
from kit.raw import Wire, ask, request
from kit.server import Server
from kit.wait import eventually


@pytest.fixture(scope="module")
def server():
    with Server(MANY) as running:
        yield running


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
        await is_refused(ann, room, png(), 415, "media_invalid", kind)


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
        await is_refused(ann, room, png(), 403, "not_member")


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
            await is_refused(eve, room, png(size=5 * MIB), 403, "not_member")
            await is_refused(ann, room, png(size=5 * MIB + 1), 413, "too_large")


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


# Limits


async def test_a_room_holds_so_many_bytes_and_takes_more_when_some_have_gone():
    with Server(MANY | {"media.room_bytes": 3 * MIB}) as server:
        async with await guest(server) as ann:
            room, other = await ann.create(), await ann.create()
            media = await upload(ann, room, png(size=2 * MIB))
            await is_refused(ann, room, png(size=MIB + 1), 409, "media_quota")
            await upload(ann, room, png(size=MIB))
            await is_refused(ann, room, png(), 409, "media_quota")
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
            await is_refused(ann, rooms[3], png(), 409, "media_quota")
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
