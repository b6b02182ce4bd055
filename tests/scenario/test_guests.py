"""Guest sessions: the cookie, their lifetimes and the rules of names."""

import asyncio
import json

import pytest
from kit.client import Refused, Session, change_fields, fresh_name, guest
from kit.expect import refused
from kit.raw import ask
from kit.server import CANARY, Server
from kit.wait import eventually


async def code_of(awaitable):
    with pytest.raises(Refused) as refusal:
        await awaitable
    return refusal.value.code


async def who(session):
    answer = await session.ask("GET", "/api/session")
    assert answer.status == 200
    return json.loads(answer.body)["you"]


async def ended(session):
    return await who(session) is None


async def is_free(server, name):
    try:
        return (await Session.start(server, name)).you["name"] == name
    except Refused as refusal:
        assert refusal.code == "name_taken"
        return False


async def test_opening_the_page_sets_no_cookie_and_joining_does(server):
    for path in ("/", "/r/00000000000000000", "/api/rooms", "/api/session"):
        assert (await ask(server, "GET", path)).all("Set-Cookie") == []
    made = await ask(server, "POST", "/api/session", change_fields(server), b"{}")
    assert made.status == 201 and len(made.all("Set-Cookie")) == 1


async def test_the_cookie_is_sid_with_256_bits_http_only_and_strict(server):
    made = await ask(server, "POST", "/api/session", change_fields(server), b"{}")
    pair, *flags = [part.strip() for part in made.header("Set-Cookie").split(";")]
    name, value = pair.split("=", 1)
    assert name == "sid" and len(value) >= 43 and value.isascii()
    flags = {flag.lower() for flag in flags}
    assert {"httponly", "samesite=strict", "path=/"} <= flags
    assert not [flag for flag in flags if flag.startswith(("domain", "secure"))]


async def test_a_good_cookie_is_used_again_with_200(server):
    session = await Session.start(server)
    again = await session.ask("POST", "/api/session", body=b"{}")
    assert again.status == 200 and json.loads(again.body)["you"] == session.you
    assert await who(session) == session.you


async def test_a_stranger_and_a_forged_cookie_are_nobody(server):
    for cookie in ([], [("Cookie", "sid=" + "A" * 43)], [("Cookie", "sid=")]):
        answer = await ask(server, "GET", "/api/session", cookie)
        assert (answer.status, json.loads(answer.body)) == (200, {"you": None})


async def test_ending_a_session_clears_the_cookie_and_closes_its_sockets_with_4401(server):
    session = await Session.start(server)
    async with await session.open() as one, await session.open() as two:
        ended = await session.end()
        assert ended.header("Clear-Site-Data") is not None
        assert ended.header("Set-Cookie").startswith("sid=;")
        for client in (one, two):
            assert (await client.until_closed())[0] == 4401
    assert await who(session) is None


async def test_a_session_without_a_socket_ends_after_its_idle_time():
    with Server({"sessions.idle_s": 1}) as hasty:
        kept, idle = await Session.start(hasty), await Session.start(hasty)
        async with await kept.open() as socket:
            assert socket.welcome["session"]["idle_ms"] == 1000
            # Asking must not prolong it, so the answer turns within the deadline.
            await eventually(lambda: ended(idle))
            assert await who(kept) == kept.you
            await socket.command("ping")


async def test_a_session_ends_at_its_last_hour_although_a_socket_is_open():
    with Server({"sessions.idle_s": 2, "sessions.max_s": 2}) as hasty:
        async with await guest(hasty) as ann:
            assert (await ann.until_closed(10))[0] == 4401
            assert await who(ann.session) is None


@pytest.mark.parametrize(
    "asked, given",
    [
        ("  Ann   of Green ", "Ann of Green"),
        ("Cafe\u0301 au lait", "Café au lait"),
        ("Анна", "Анна"),
        ("花子 2", "花子 2"),
        ("O'Brien-Smith", "O'Brien-Smith"),
        ("q" * 32, "q" * 32),
    ],
)
async def test_a_name_is_put_into_its_plain_form(asked, given):
    with Server() as server:
        assert (await Session.start(server, asked)).you["name"] == given


@pytest.mark.parametrize(
    "name",
    [
        "   ",
        "x" * 49,
        "Bell\u0007",
        "left\u202eright",
        "zero\u200bwidth",
        "joined\u200d",
        "tag\U000e0041",
        "private\ue000",
        "p\u0430ypal",
        "αlpha",
        "line\nfeed\u0000",
        "isolate\u2066",
    ],
)
async def test_a_name_that_deceives_is_invalid(server, name):
    assert await code_of(Session.start(server, name)) == "name_invalid"
    async with await guest(server) as ann:
        assert await code_of(ann.command("rename", name=name)) == "name_invalid"
        assert await code_of(ann.command("room_create", name=name)) == "name_invalid"


@pytest.mark.parametrize(
    "first, second",
    [
        ("Bill", "bill"),
        ("Bill", "Bi11"),
        ("Bam", "Barn"),
        ("ace", "асе"),
        ("Zoe", "Zoe "),
        ("Café", "Cafe\u0301"),
        ("Strasse", "STRASSE"),
    ],
)
async def test_names_that_look_alike_are_one_name(first, second):
    with Server() as server:
        async with await guest(server, first), await guest(server) as eve:
            assert await code_of(Session.start(server, second)) == "name_taken"
            assert await code_of(eve.command("rename", name=second)) == "name_taken"


async def test_one_may_change_the_spelling_of_the_own_name(server):
    name = fresh_name("ann")
    async with await guest(server, name) as ann:
        renamed = await ann.command("rename", name=name.upper())
        assert renamed["you"]["name"] == name.upper()
        server.secrets.add(CANARY.upper())


async def test_a_name_is_held_after_its_person_has_gone_and_then_free():
    with Server({"sessions.name_hold_s": 1}) as hasty:
        name = fresh_name()
        first = await Session.start(hasty, name)
        assert await code_of(Session.start(hasty, name)) == "name_taken"
        await first.end()
        assert await code_of(Session.start(hasty, name)) == "name_taken"
        await eventually(lambda: is_free(hasty, name))


async def test_an_old_name_is_held_after_a_rename():
    with Server({"sessions.name_hold_s": 1}) as hasty:
        old = fresh_name()
        async with await guest(hasty, old) as ann:
            await ann.command("rename", name=fresh_name())
            assert await code_of(Session.start(hasty, old)) == "name_taken"
            await eventually(lambda: is_free(hasty, old))


async def test_a_hundred_guests_get_a_hundred_different_names(server):
    made = await asyncio.gather(*(Session.start(server) for _ in range(100)))
    assert len({session.you["name"].casefold() for session in made}) == 100


async def test_new_guests_of_one_address_are_limited_with_a_time_to_wait():
    with Server({"limits.guests_burst": 3, "limits.guests_per_min": 1}) as strict:
        for _ in range(3):
            await Session.start(strict)
        answer = await ask(strict, "POST", "/api/session", change_fields(strict), b"{}")
        error = json.loads(answer.body)["error"]
        assert (answer.status, error["code"]) == (429, "rate_limited")
        assert 0 < error["retry_after_ms"] <= 60_000
        assert int(answer.header("Retry-After")) * 1000 >= error["retry_after_ms"] - 999


@pytest.mark.parametrize("name", ["admin", "Moderator", "S y s t e m", "o-w-n-e-r"])
async def test_nobody_is_called_like_the_server_itself(server, name):
    with pytest.raises(Refused) as no:
        await Session.start(server, name)
    assert no.value.code == "name_taken"
    async with await guest(server) as ann:
        await refused(ann.command("rename", name=name), "name_taken")
