"""What pictures cost in memory: nothing when they are refused, and nothing once they have gone - not even to slow readers."""

import asyncio
import secrets

import pytest
from kit import pictures
from kit.client import guest
from kit.pictures import MIB, fetch, png, route, show, try_upload, upload
from kit.raw import Wire, request
from kit.server import CANARY, Server, is_sanitized
from kit.wait import eventually

MANY = {"media.per_hour_guest": 1_000_000}
pytestmark = pytest.mark.skipif(is_sanitized(), reason="a sanitizer keeps freed memory on purpose")


async def settles_at(server, most, seconds=8):
    """Waits until the server's memory is down to `most` bytes."""

    async def is_low():
        return server.rss_bytes() <= most

    try:
        await eventually(is_low, seconds, pause=0.2)
    except AssertionError:
        raise AssertionError(f"still {server.rss_bytes() / MIB:.1f} MiB, and not {most / MIB:.1f}") from None


async def test_refused_uploads_leave_memory_flat():
    with Server(MANY) as server:
        async with await guest(server) as ann, await guest(server) as eve:
            room = await ann.create()
            svg, large, good = b"<svg>" + b"x" * (5 * MIB - 5), png(size=5 * MIB + 1), png(size=5 * MIB)

            async def refused_all():
                answers = await asyncio.gather(
                    *(try_upload(ann, room, svg) for _ in range(4)),
                    *(try_upload(ann, room, large) for _ in range(4)),
                    *(try_upload(eve, room, good) for _ in range(4)),
                )
                assert [answer.status for answer in answers] == [415] * 4 + [413] * 4 + [403] * 4

            await refused_all()
            before = server.rss_bytes()
            for _ in range(10):
                await refused_all()
            await settles_at(server, before + 6 * MIB)


async def test_uploads_that_strangers_begin_cost_no_memory():
    with Server(MANY) as server:
        async with await guest(server) as ann, await guest(server) as eve:
            room = await ann.create()
            before = server.rss_bytes()
            wires = [await pictures.begun_upload(eve.session, room, 5 * MIB, png(size=MIB)) for _ in range(50)]
            assert {(await wire.response()).status for wire in wires} == {403}
            assert server.rss_bytes() < before + 12 * MIB
            for wire in wires:
                wire.abort()


async def test_memory_comes_back_when_pictures_go():
    with Server(MANY | {"media.room_bytes": 100 * MIB}) as server:
        async with await guest(server) as ann:
            room, picture = await ann.create(), png(size=5 * MIB)
            before = server.rss_bytes()
            shown = [await show(ann, room, await upload(ann, room, picture)) for _ in range(12)]
            assert server.rss_bytes() > before + 50 * MIB
            for said in shown:
                await ann.command("delete", room=room, target=said["seq"])
            await settles_at(server, before + 16 * MIB)


async def test_showing_a_picture_to_many_at_once_copies_it_for_nobody():
    with Server(MANY) as server:
        async with await guest(server) as ann:
            room = await ann.create()
            media = await upload(ann, room, png(size=5 * MIB))
            before = server.rss_bytes()
            fields = [("Cookie", ann.session.cookie)]
            wires = [await Wire.open(server) for _ in range(40)]
            for wire in wires:
                wire.writer.transport.pause_reading()
                wire.send(request(server, "GET", route(room, media["id"]), fields))
            await ann.command("ping")
            assert server.rss_bytes() < before + 12 * MIB
            for wire in wires:
                wire.writer.transport.resume_reading()
            assert {len((await wire.response()).body) for wire in wires} == {5 * MIB}
            for wire in wires:
                wire.abort()


@pytest.mark.parametrize("way", ["delete", "expiry", "close"])
async def test_a_picture_is_in_memory_while_it_lives_and_nowhere_five_seconds_after(way):
    brief = {"rooms.empty_grace_s": 0} | ({"rooms.life_5m_s": 3} if way == "expiry" else {})
    with Server(MANY | brief) as server:
        async with await guest(server) as ann:
            word = CANARY + secrets.token_hex(12)
            room = await ann.create(message_life="5m")
            media = await upload(ann, room, png(size=200_000, mark=word.encode()))
            said = await show(ann, room, media)
            assert word.encode() in (await fetch(ann, room, media["id"])).body
            assert server.count_in_memory(word) == 1
            if way == "delete":
                await ann.command("delete", room=room, target=said["seq"])
            if way == "close":
                await ann.leave(room)

            async def is_overwritten():
                return server.count_in_memory(word) == 0

            await eventually(is_overwritten, 8 if way == "expiry" else 5, pause=0.3)


async def test_a_refused_picture_leaves_nothing_behind():
    with Server(MANY) as server:
        async with await guest(server) as ann:
            room, word = await ann.create(), CANARY + secrets.token_hex(12)
            answer = await try_upload(ann, room, b"<svg>" + word.encode() + b" " * 100_000)
            assert answer.status == 415

            async def is_overwritten():
                return server.count_in_memory(word) == 0

            await eventually(is_overwritten, 5, pause=0.3)


async def test_a_reader_that_stands_still_does_not_keep_a_deleted_picture():
    with Server(MANY) as server:
        async with await guest(server) as ann:
            room, word = await ann.create(), CANARY + secrets.token_hex(12)
            # The mark is near the end, so that it is not among what the kernel has already taken for the reader.
            media = await upload(ann, room, png(size=4 * MIB) + word.encode())
            said = await show(ann, room, media)
            async with await Wire.open(server) as wire:
                wire.writer.transport.pause_reading()
                wire.send(request(server, "GET", route(room, media["id"]), [("Cookie", ann.session.cookie)]))
                await ann.command("ping")
                assert server.count_in_memory(word) == 1
                await ann.command("delete", room=room, target=said["seq"])

                async def is_overwritten():
                    return server.count_in_memory(word) == 0

                await eventually(is_overwritten, 5, pause=0.3)
