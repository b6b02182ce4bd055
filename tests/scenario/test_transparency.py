"""What the server says that it holds, against what was put there and what the database itself counts."""

import json
import sqlite3
import time

import pytest
from kit.accounts import MANY, register
from kit.client import Session, guest
from kit.complaints import report
from kit.friends import befriend, person
from kit.pictures import png, show, upload
from kit.postgres import Postgres
from kit.raw import ask
from kit.server import Server
from kit.staff import admin
from kit.wait import eventually

TABLES = {"friendships": "friend_pairs"}
TABLES |= {name: name for name in ("accounts", "logins", "friend_requests", "complaints", "admins", "audit_log")}
TABLES |= {name: name for name in ("official_rooms", "announcements", "suspensions")}


async def held(server):
    """By class; counted a second ago at most."""
    answer = await ask(server, "GET", "/api/transparency")
    assert answer.status == 200 and answer.header("Cache-Control") == "no-store"
    told = json.loads(answer.body)
    return told, {each["what"]: each for each in told["held"]}


async def counts(server, **expected):
    async def agree():
        _, classes = await held(server)
        found.update((what, classes[what]["count"]) for what in expected)
        return classes if found == expected else None

    found = {}
    try:
        return await eventually(agree, 5)
    except AssertionError:
        assert found == expected
        raise


async def about(session):
    answer = await session.ask("GET", "/api/transparency/me")
    assert answer.status == 200, answer.body
    return json.loads(answer.body)


async def test_an_empty_server_holds_nothing():
    with Server() as server:
        told, classes = await held(server)
        assert {each["count"] for each in classes.values()} == {0}
        assert told["live_store"] == "memory" and told["live_persists"] is False
        assert told["log_level"] == "info" or told["log_level"] == "debug"
        assert 0 <= told["at"] - told["started_at"] < 60_000
        assert not any("oldest_at" in each or "ends_by" in each for each in classes.values())


async def test_rooms_messages_pictures_and_sessions_are_counted_while_they_are_there():
    with Server({"rooms.close_countdown_s": 0}) as server:
        async with await guest(server) as ann, await guest(server) as bob:
            room = await ann.create(message_life="1h")
            await bob.join(room)
            first = await ann.say(room, "one of three")
            await bob.say(room, "two of three")
            picture = png()
            await show(ann, room, await upload(ann, room, picture))
            link = await ann.command("invite_create", room=room, uses=1, life="1h")
            assert link
            classes = await counts(server, rooms=1, messages=3, pictures=1, visitors=2, invitations=1, directs=0)
            assert classes["pictures"]["bytes"] == len(picture)
            said_at = ann.rooms[room].of("message")[0]["at"]
            assert classes["messages"]["oldest_at"] == said_at
            assert classes["messages"]["ends_by"] - said_at >= 3_600_000
            await ann.command("delete", room=room, target=first["seq"])
            await counts(server, messages=2)
            await ann.command("close", room=room)
            await counts(server, rooms=0, messages=0, pictures=0, invitations=0)


async def test_messages_between_friends_and_notices_are_counted_apart():
    with Server(MANY) as server:
        async with await person(server) as ann, await person(server) as bob:
            await befriend(ann, bob)
            direct = await ann.direct(bob)
            await ann.client.say(direct, "between us")
            await bob.noticed("direct")
            classes = await counts(server, directs=1, direct_messages=1, messages=0, rooms=0, users_at_hand=2)
            assert classes["notices"]["count"] == len(ann.notices()) + len(bob.notices())


def in_file(server):
    with sqlite3.connect(f"file:{server.home / 'data' / 'srchat.db'}?mode=ro", uri=True) as database:
        return {what: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for what, table in TABLES.items()}


async def test_what_is_in_the_database_is_counted_there():
    with Server(MANY) as server:
        async with await person(server) as ann, await person(server) as bob:
            await befriend(ann, bob)
            await register(server)
            await report(ann.client.session)
            root = await admin(server)
            await root.post("rooms", {"kind": "global", "name": "Lobby"})
            await root.post("announcements", {"text": "Hello", "scope": "all", "until": int(time.time() * 1000) + 60_000})
            await root.post(f"people/{(await register(server)).account['name']}/suspend", {"rule": "spam", "reason": "x"})
            independent = in_file(server)
            assert independent == {
                "accounts": 4,
                "logins": 3,
                "friendships": 1,
                "friend_requests": 1,
                "complaints": 1,
                "admins": 1,
                "audit_log": 3,
                "official_rooms": 1,
                "announcements": 1,
                "suspensions": 1,
            }
            classes = await counts(server, **independent)
            assert {classes[what]["where"] for what in TABLES} == {"database"}


async def test_a_database_that_is_away_is_unknown_and_never_zero():
    with Postgres() as database, Server(database.settings | MANY) as server:
        user = await register(server)
        await counts(server, accounts=1, logins=1)
        database.freeze()
        try:
            async with await guest(server) as ann:
                await ann.create()
                classes = await counts(server, **dict.fromkeys(TABLES, None), rooms=1, visitors=1)
                assert all(set(classes[what]) == {"what", "where", "count"} for what in TABLES)
        finally:
            database.thaw()
        assert user.account
        await counts(server, accounts=1, logins=1)


async def test_one_is_told_what_is_held_of_oneself_and_nobody_else_is(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create(name="Zkanarie tea")
        await bob.join(room)
        await ann.say(room, "mine")
        await bob.say(room, "not hers")
        mine = await about(ann.session)
        assert mine["name"] == ann.session.you["name"] and mine["kind"] == "guest"
        seats = {seat["kind"]: seat for seat in mine["held"]}
        assert (seats["room"]["room"], seats["room"]["name"]) == (room, "Zkanarie tea")
        assert (seats["room"]["messages"], seats["room"]["member"]) == (1, True)
        other = await Session.start(server)
        assert [seat["kind"] for seat in (await about(other))["held"]] in ([], ["inbox"])
        await bob.leave(room)
        left = next(seat for seat in (await about(bob.session))["held"] if seat["kind"] == "room")
        assert (left["member"], left["messages"]) == (False, 1)


async def test_without_a_session_there_is_nobody_to_tell_about(server):
    answer = await ask(server, "GET", "/api/transparency/me")
    assert (answer.status, json.loads(answer.body)["error"]["code"]) == (401, "no_session")


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_nothing_can_be_changed_there(server, method):
    fields = [("Origin", server.origin), ("X-SRChat", "1"), ("Content-Type", "application/json")]
    answer = await ask(server, method, "/api/transparency", fields, b"{}" if method == "POST" else b"")
    assert answer.status in (405, 413)
