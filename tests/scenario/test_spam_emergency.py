"""Emergency levels: each closes what it names and what those above it close; who is in goes on."""

import json

import pytest
from kit.accounts import MANY, PASSWORD, log_in, register
from kit.client import Refused, Session, guest, words
from kit.proof import solve
from kit.raw import ask
from kit.server import Server

LEVEL = "security.emergency_level"


def at(level, **more):
    return Server(MANY | {LEVEL: level, "security.proof_bits": 8} | more)


async def refused(doing, code):
    with pytest.raises(Refused) as refusal:
        await doing
    reply = refusal.value.reply
    assert reply["code"] == code, reply
    assert reply["retry_after_ms"] > 0 and "later" in reply["text"]
    return reply


@pytest.mark.parametrize("level", [5, 4, 3, 2, 1])
async def test_registration_is_closed_from_level_four_on(level):
    with at(level) as server:
        if level == 5:
            await register(server)
        else:
            await refused(register(server), "emergency" if level == 1 else "registration_closed")


@pytest.mark.parametrize("level", [5, 4, 3])
async def test_guests_open_no_rooms_from_level_three_on(level):
    with at(level) as server:
        async with await guest(server) as ann:
            if level > 3:
                await ann.create()
            else:
                await refused(ann.create(), "guests_closed")
                rooms = await ann.command("rooms")
                assert rooms["rooms"] == []


async def test_at_level_two_everybody_new_solves_something():
    with at(2) as server:
        with pytest.raises(Refused) as refusal:
            await Session.start(server)
        assert refusal.value.code == "proof_needed"
        body = json.dumps({"proof": solve(refusal.value.reply)}).encode()
        fields = [("Origin", server.origin), ("X-SRChat", "1"), ("Content-Type", "application/json")]
        answer = await ask(server, "POST", "/api/session", fields, body)
        assert answer.status == 201
        cookie = answer.header("Set-Cookie").split(";")[0]
        async with await Session(server, cookie, json.loads(answer.body)).open() as ann:
            await refused(ann.create(), "guests_closed")


async def test_at_level_one_nobody_new_comes_in_and_who_is_known_goes_on():
    with at(5) as server:
        eve = await register(server)
        server.stop()
        server.config[LEVEL] = 1
        server.start()
        await refused(Session.start(server), "emergency")
        await refused(log_in(server, eve.account["name"], PASSWORD), "emergency")
        async with await eve.open() as client:
            room = await client.create()
            await client.say(room, words("still here"))


async def test_accounts_open_rooms_at_level_three():
    with at(5) as server:
        eve = await register(server)
        server.stop()
        server.config[LEVEL] = 3
        server.start()
        async with await (await log_in(server, eve.account["name"])).open() as client:
            await client.create()


async def test_registration_and_guests_can_be_switched_off_by_themselves():
    with at(5, **{"security.registration": "false"}) as server:
        await refused(register(server), "registration_closed")
        async with await guest(server) as ann:
            await ann.create()
    with at(5, **{"security.guests": "false"}) as server:
        reply = await refused(Session.start(server), "guests_closed")
        assert reply["status"] == 403
        await register(server)


async def test_an_http_refusal_says_when_to_come_back_in_its_header_too():
    with at(1) as server:
        fields = [("Origin", server.origin), ("X-SRChat", "1"), ("Content-Type", "application/json")]
        answer = await ask(server, "POST", "/api/session", fields, b"{}")
        assert answer.status == 503 and int(answer.header("Retry-After")) > 0


@pytest.mark.parametrize("level", ["0", "6", "high"])
def test_another_level_is_no_setting(level):
    from kit.server import run

    shown = run("config", "check", env={"SRCHAT_SECURITY__EMERGENCY_LEVEL": level})
    assert shown.returncode == 78 and "emergency_level" in shown.stderr + shown.stdout
