"""Frames that break RFC 6455 or a limit: the right close code, and nobody else notices."""

import asyncio
import struct

import pytest
from kit.client import words
from kit.raw import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, frame
from kit.rude import exchange, rude
from kit.server import is_sanitized
from kit.witness import Witness

PIECE = words("piece").encode()


def oversize_in_fragments():
    return frame(TEXT, b"x" * 60_000, fin=False) + frame(CONTINUATION, b"x" * 6_000)


BROKEN = {
    "a frame of 65,537 bytes": (frame(TEXT, b"x" * 65_537), 1009),
    "a frame that announces 2^62 bytes": (frame(TEXT, PIECE, length=1 << 62), 1009),
    "fragments of 65,537 bytes together": (oversize_in_fragments(), 1009),
    "10,000 fragments": (
        frame(TEXT, b"[", fin=False) + frame(CONTINUATION, b"1,", fin=False) * 9_999,
        1008,
    ),
    "10,000 empty fragments": (
        frame(TEXT, b"", fin=False) + frame(CONTINUATION, b"", fin=False) * 9_999,
        1008,
    ),
    "65 fragments": (
        frame(TEXT, b"{", fin=False)
        + frame(CONTINUATION, b" ", fin=False) * 63
        + frame(CONTINUATION, b"}"),
        1008,
    ),
    "a binary frame": (frame(BINARY, PIECE), 1003),
    "an empty binary frame": (frame(BINARY, b""), 1003),
    "a byte that is not UTF-8": (frame(TEXT, PIECE + b"\xff"), 1007),
    "an overlong slash": (frame(TEXT, b"\xc0\xaf"), 1007),
    "a surrogate": (frame(TEXT, b"\xed\xa0\x80"), 1007),
    "half a character": (frame(TEXT, b"\xe2\x82"), 1007),
    "a code point above U+10FFFF": (frame(TEXT, b"\xf4\x90\x80\x80"), 1007),
    "bad UTF-8 in the second fragment": (
        frame(TEXT, b"{", fin=False) + frame(CONTINUATION, b"\xff"),
        1007,
    ),
    "an unmasked frame": (frame(TEXT, PIECE, masked=False), 1002),
    "RSV1, a compressed frame": (frame(TEXT, PIECE, rsv=4), 1002),
    "RSV2": (frame(TEXT, PIECE, rsv=2), 1002),
    "RSV3": (frame(TEXT, PIECE, rsv=1), 1002),
    "a continuation of nothing": (frame(CONTINUATION, PIECE), 1002),
    "a new message inside a message": (frame(TEXT, b"{", fin=False) + frame(TEXT, b"{}"), 1002),
    "a fragmented ping": (frame(PING, b"", fin=False), 1002),
    "a ping of 126 bytes": (frame(PING, b"x" * 126), 1002),
    "a length in more bytes than it needs": (frame(TEXT, b"{}", width=16), 1002),
    "a close frame of one byte": (frame(CLOSE, b"\x03"), 1002),
    "a close with code 1005": (frame(CLOSE, struct.pack("!H", 1005)), 1002),
    "a close with code 999": (frame(CLOSE, struct.pack("!H", 999)), 1002),
} | {
    f"opcode {opcode}": (frame(opcode, b""), 1002) for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
}


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_frame_is_closed_with_the_code_of_the_table(server, name):
    data, code = BROKEN[name]
    async with Witness(server), rude(server) as raw:
        raw.send(data)
        assert (await raw.closing())[0] == code


async def test_a_message_of_exactly_65536_bytes_is_read(server):
    async with Witness(server), rude(server) as raw:
        text = '{"t":"ping","id":5}'.ljust(65_536)
        assert (await exchange(raw, text))["re"] == 5


async def test_64_fragments_split_inside_characters_are_one_message(server):
    async with Witness(server), rude(server) as raw:
        text = '{"t":"ping","id":6,"é😀":1}'.encode()
        text += b" " * (64 - len(text) % 64)
        step = len(text) // 64
        pieces = [text[n * step : (n + 1) * step] for n in range(63)] + [text[63 * step :]]
        for number, piece in enumerate(pieces):
            opcode = CONTINUATION if number else TEXT
            raw.send(frame(opcode, piece, fin=number == 63))
            if number % 16 == 0:
                raw.send(frame(PING, b"between"))
        # The key is unknown, so this is an error of form; but it was understood.
        opcode, reply = await raw.read()
        while opcode == PONG:
            opcode, reply = await raw.read()
        assert b'"bad_field"' in reply and b'"re":6' in reply


async def test_an_unhurried_message_is_closed_with_1008_whatever_it_sends_between(server):
    async with Witness(server), rude(server) as never, rude(server) as dribbling:
        never.send(frame(TEXT, b"{", fin=False))

        async def dribble():
            dribbling.send(frame(TEXT, b"{", fin=False))
            closing = asyncio.ensure_future(dribbling.closing(12))
            while not closing.done():
                dribbling.send(frame(CONTINUATION, b" ", fin=False))
                await asyncio.wait([closing], timeout=0.5)
            return await closing

        ends = await asyncio.gather(never.closing(12), dribble())
        assert [code for code, _ in ends] == [1008, 1008]


async def test_a_flood_of_pings_is_answered_or_closed_and_never_grows_the_server(server):
    async with Witness(server), rude(server) as raw:
        before = server.rss_bytes()
        raw.writer.transport.set_write_buffer_limits(1 << 16)
        for _ in range(200):
            raw.send(frame(PING, b"x" * 125) * 500)
            if not await raw.drain():
                break
        code, _ = await raw.closing()
        assert code in (1006, 1008, 4008, 4029)
        assert is_sanitized() or server.rss_bytes() - before < 16 << 20


async def test_pings_at_a_human_pace_are_answered_with_their_payload(server):
    async with rude(server) as raw:
        for number in range(10):
            raw.send(frame(PING, str(number)))
            assert await raw.read() == (PONG, str(number).encode())


async def test_a_close_is_answered_with_a_close(server):
    async with Witness(server), rude(server) as raw:
        raw.send(frame(CLOSE, struct.pack("!H", 1000) + b"bye"))
        assert (await raw.closing())[0] == 1000
        assert await raw.rest() == b""


async def test_what_follows_a_close_is_not_read(server):
    async with Witness(server), rude(server) as raw:
        raw.send(frame(CLOSE, struct.pack("!H", 1000)) + frame(TEXT, '{"t":"ping","id":7}'))
        assert (await raw.closing())[0] == 1000


async def test_a_cut_in_the_middle_of_a_frame_harms_nobody(server):
    async with Witness(server):
        for size in (1, 2, 3, 6, 7, 50):
            async with rude(server) as raw:
                raw.send(frame(TEXT, b"x" * 200)[:size])
                await raw.drain()
