"""The tools themselves: a test that cannot fail proves nothing."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
import websockets
from kit.alike import alike
from kit.client import Client, Session, new_cid
from kit.ledger import DOUBLE, HOLE, TAKEN, Ledger
from kit.raw import BINARY, TEXT, RawSocket, frame
from kit.server import CANARY, Server, is_sanitized


class Fake:
    """Enough of a server for the kit: a host, a port and a place for secrets."""

    def __init__(self, listener):
        self.port = listener.sockets[0].getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.origin = f"http://{self.host}"
        self.secrets = set()


@asynccontextmanager
async def playing(handler):
    async with websockets.serve(handler, "127.0.0.1", 0, compression=None) as listener:
        yield Fake(listener)


async def echo(socket):
    async for data in socket:
        await socket.send(data)


@pytest.mark.parametrize("size", [0, 5, 125, 126, 65535, 65536])
async def test_a_raw_frame_of_any_length_arrives_as_it_was_meant(size):
    async with playing(echo) as fake, await RawSocket.upgrade(fake, None) as raw:
        raw.send(frame(TEXT, "x" * size))
        assert await raw.read() == (TEXT, b"x" * size)


async def test_raw_fragments_are_one_message():
    async with playing(echo) as fake, await RawSocket.upgrade(fake, None) as raw:
        raw.send(frame(BINARY, b"ab", fin=False) + frame(0, b"", fin=False) + frame(0, b"c"))
        assert await raw.read() == (BINARY, b"abc")


@pytest.mark.parametrize(
    "bad, code",
    [
        (frame(TEXT, "x", masked=False), 1002),
        (frame(TEXT, "x", rsv=4), 1002),
        (frame(3, "x"), 1002),
        (frame(TEXT, b"\xff"), 1007),
    ],
    ids=["unmasked", "reserved bit", "reserved opcode", "not UTF-8"],
)
async def test_a_raw_frame_breaks_the_rule_it_means_to_break(bad, code):
    async with playing(echo) as fake, await RawSocket.upgrade(fake, None) as raw:
        raw.send(bad)
        assert (await raw.closing())[0] == code


def said(seq, **more):
    return {"t": "message", "room": "r", "epoch": 7, "seq": seq, "body": {"text": "x"}} | more


def joined(seq, events=(), **more):
    reply = {"room": {"id": "r"}, "you": {}, "members": [], "epoch": 7, "seq": seq}
    return reply | {"resumed": False, "more": False, "events": list(events)} | more


def test_a_ledger_tells_the_next_event_from_a_hole_and_a_double():
    ledger = Ledger("r")
    ledger.joined(joined(3, [said(1), said(3)]))
    assert ledger.take(said(4)) == TAKEN
    assert ledger.take(said(4)) == DOUBLE
    assert ledger.take(said(6)) == HOLE
    assert ledger.take({"t": "gap", "epoch": 7, "from": 5, "seq": 9, "expired": 5}) == TAKEN
    assert ledger.take(said(10, epoch=8)) == HOLE
    assert (ledger.seq, ledger.doubles, ledger.holes) == (9, 1, 1)
    assert len(ledger.texts()) == 3


def test_a_ledger_refuses_a_resume_with_a_hole():
    ledger = Ledger("r")
    ledger.joined(joined(3))
    ledger.joined(joined(5, [said(4)], resumed=True, more=True))
    assert ledger.seq == 4
    with pytest.raises(AssertionError, match="may not skip"):
        ledger.joined(joined(6, [said(6)], resumed=True))


def test_a_resume_repeats_only_what_was_heard_after_it_was_asked_for():
    ledger = Ledger("r")
    ledger.joined(joined(3))
    assert ledger.take(said(4)) == TAKEN
    ledger.joined(joined(5, [said(4), said(5)], resumed=True), {"epoch": 7, "seq": 3})
    assert (ledger.seq, ledger.doubles, len(ledger.texts())) == (5, 0, 2)
    with pytest.raises(AssertionError, match="repeats"):
        ledger.joined(joined(6, [said(5), said(6)], resumed=True), {"epoch": 7, "seq": 5})


def test_a_ledger_starts_again_in_another_epoch():
    ledger = Ledger("r")
    ledger.joined(joined(3, [said(2)]))
    ledger.joined(joined(1, [said(1, epoch=8)], epoch=8))
    assert (ledger.breaks, ledger.seq, len(ledger.messages)) == (1, 1, 1)


async def test_the_client_resumes_when_a_seq_is_missing():
    resumes = []

    async def lossy(socket):
        async for text in socket:
            command = json.loads(text)
            reply = {"t": "welcome", "re": command["id"]}
            if command["t"] == "join":
                have = command.get("resume")
                lost = [said(2), said(3)] if have else []
                reply |= joined(3 if have else 1, lost, resumed=bool(have), t="joined")
                resumes.extend([have] if have else [])
            await socket.send(json.dumps(reply))
            if command["t"] == "join" and not have:
                await socket.send(json.dumps(said(3)))

    async with playing(lossy) as fake:
        person = Session(fake, "sid=x", {"you": {}, "session": {}})
        async with await person.open() as client:
            await client.join("r")
            ledger = await client.hears("r", 3)
            assert resumes == [{"epoch": 7, "seq": 1}]
            assert [entry["seq"] for entry in ledger.entries] == [2, 3]


async def test_the_client_sends_an_unanswered_text_again_with_the_same_cid():
    seen = []

    async def forgetful(socket):
        async for text in socket:
            command = json.loads(text)
            seen.append(command)
            if command["t"] == "say" and len(seen) == 2:
                return
            await socket.send(json.dumps({"t": "said", "re": command["id"], "seq": 5}))

    async with playing(forgetful) as fake:
        client = Client(Session(fake, "sid=x", {"you": {}, "session": {}}))
        async with client:
            await client.open()
            cid = new_cid()
            with pytest.raises(Exception, match="closed with"):
                await client.say("r", "tea", cid)
            await client.reconnect()
            assert [c["cid"] for c in seen if c["t"] == "say"] == [cid, cid]
            assert client.acks[cid]["seq"] == 5 and not client.pending


def test_the_log_judge_finds_a_canary_and_a_secret():
    for leak in (f"[debug] text {CANARY} tea", "cookie 0123456789abcdef"):
        server = Server()
        server.secrets.add("0123456789abcdef")
        server.stderr_path.write_text(f"started\n{leak}\n")
        with pytest.raises(AssertionError, match="repeats what a client sent"):
            server.judge_log()
        server.stderr_path.write_text("started\n")
        server.judge_log()
        server.discard()


def test_a_test_that_waits_in_vain_fails():
    async def in_vain():
        async with playing(echo) as fake:
            client = Client(Session(fake, "sid=x", {"you": {}, "session": {}}))
            await client.until(lambda: False, seconds=0.05)

    with pytest.raises(AssertionError, match="not within"):
        asyncio.run(in_vain())


@pytest.mark.parametrize("slower_ms, same", [(0, True), (8, False)])
async def test_what_takes_eight_milliseconds_longer_is_not_alike(slower_ms, same):
    async def answer(seconds):
        await asyncio.sleep(seconds)
        return "no"

    classes = {"one": lambda: answer(0.001), "other": lambda: answer(0.001 + slower_ms / 1000)}
    if same or is_sanitized():
        assert await alike(classes, 20, str, 100) == "no"
    else:
        with pytest.raises(AssertionError):
            await alike(classes, 20, str, 100)


async def test_other_words_are_not_alike():
    async def answer(text):
        return text

    with pytest.raises(AssertionError):
        await alike({"one": lambda: answer("no"), "other": lambda: answer("not you")}, 1, str)
