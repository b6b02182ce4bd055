"""Accounts over HTTP and what the rooms see of them."""

import asyncio
import json
import os

import pytest
from kit.accounts import MANY, PASSWORD, entered, fresh_account, log_in, post, register
from kit.client import Refused, Session, guest
from kit.expect import refused
from kit.server import Server, is_sanitized

# Each of them costs two hashes; a thousand wait in turn for half a minute.
CROWD = 1000 if os.environ.get("LONG") and not is_sanitized() else 60


@pytest.fixture(scope="module")
def people():
    with Server(MANY) as server:
        yield server


async def me(session):
    return json.loads((await session.ask("GET", "/api/session")).body)["you"]


async def account(session):
    answer = await session.ask("GET", "/api/account")
    assert answer.status == 200, answer
    return json.loads(answer.body)


async def change(session, **fields):
    answer = await session.ask("PATCH", "/api/account", body=json.dumps(fields).encode())
    content = json.loads(answer.body)
    if answer.status != 200:
        raise Refused(content["error"] | {"status": answer.status})
    return content["account"]


async def test_a_visitor_becomes_a_user_in_place(people):
    async with await guest(people) as ann, await guest(people) as bob:
        room = await ann.create()
        await bob.join(room)
        before = ann.rooms[room].me
        name = fresh_account()
        user = await register(people, name, cookie=ann.session.cookie)
        assert user.you["kind"] == "user" and user.recovery.count(" ") == 5
        changed = lambda: [e for e in bob.rooms[room].of("member_changed") if e["member"]["kind"] == "user"]
        seen = (await bob.until(changed))[0]["member"]
        assert (seen["m"], seen["role"], seen["name"]) == (before["m"], "owner", name)
        await ann.say(room, "the socket goes on")
        assert await me(ann.session) is None, "the visitor's cookie is used up"
        ann.session = user
        await ann.reconnect()
        assert ann.rooms[room].me["role"] == "owner"
        assert (await account(user))["rooms"][0]["id"] == room


async def test_a_login_outlives_a_restart():
    with Server(MANY) as server:
        user = await register(server)
        server.stop()
        server.start()
        assert (await me(user))["name"] == user.account["name"]
        assert (await log_in(server, user.account["name"])).you == user.you


@pytest.mark.deadline(240)
async def test_a_crowd_asks_for_one_name_at_once_and_one_gets_it():
    config = MANY | {"limits.sockets_per_address": 100_000}
    with Server(config) as server:
        name = fresh_account()
        outcomes = []

        async def try_it():
            while True:
                try:
                    outcomes.append((await register(server, name)).you["kind"])
                    return
                except Refused as no:
                    if no.code != "overloaded":
                        outcomes.append(no.code)
                        return
                    await asyncio.sleep(no.reply["retry_after_ms"] / 1000)

        await asyncio.gather(*(try_it() for _ in range(CROWD)))
        assert outcomes.count("user") == 1
        assert set(outcomes) == {"user", "name_taken"}


@pytest.mark.parametrize(
    "body, code",
    [
        ({"name": "ab", "password": PASSWORD}, "name_invalid"),
        ({"name": "Ann", "password": PASSWORD}, "name_invalid"),
        ({"name": "admin", "password": PASSWORD}, "name_taken"),
        ({"name": "zkanarie", "password": "1234567"}, "password_invalid"),
        ({"name": "zkanarie-same", "password": "zkanarie-same"}, "password_invalid"),
        ({"name": "zkanarie"}, "bad_field"),
        ({"name": 5, "password": PASSWORD}, "bad_field"),
        ({"name": "zkanarie", "password": PASSWORD, "mail": "a@b"}, "bad_field"),
    ],
)
async def test_what_cannot_be_registered_is_refused_with_its_code(people, body, code):
    with pytest.raises(Refused) as no:
        await post(people, "/api/account", body)
    assert no.value.code == code


async def test_a_registered_name_is_nobodys_else(people):
    user = await register(people)
    name = user.account["name"]
    for taken in (name, name.upper()):
        with pytest.raises(Refused) as no:
            await Session.start(people, taken)
        assert no.value.code == "name_taken"
    async with await guest(people) as ann:
        await refused(ann.command("rename", name=name), "name_taken")


async def test_a_new_password_ends_every_other_login_and_its_sockets(people):
    here = await register(people)
    there = await log_in(people, here.account["name"])
    async with await here.open() as ann, await there.open() as other:
        body = {"password": here.password, "new_password": "Zkanarie another one"}
        fresh = await entered(people, "/api/account/password", body, here.cookie)
        assert (await asyncio.wait_for(other.until_closed(), 1))[0] == 4401
        assert (await ann.command("ping"))["t"] == "pong", "the sockets of this browser go on"
        assert await me(fresh) and await me(there) is None and await me(here) is None
    with pytest.raises(Refused) as no:
        await log_in(people, here.account["name"])
    assert no.value.code == "login_failed"


async def test_logged_out_everywhere_else_within_a_second(people):
    here = await register(people)
    there = await log_in(people, here.account["name"])
    async with await here.open() as ann, await there.open() as other:
        content, _ = await post(people, "/api/account/end_others", {}, here.cookie)
        assert content == {"ended": 1}
        assert (await asyncio.wait_for(other.until_closed(), 1))[0] == 4401
        assert (await ann.command("ping"))["t"] == "pong"


async def test_logging_out_ends_this_browser_only(people):
    here = await register(people)
    there = await log_in(people, here.account["name"])
    async with await here.open() as ann, await there.open() as other:
        gone = await here.end()
        assert "storage" in gone.header("Clear-Site-Data")
        assert (await ann.until_closed(2))[0] == 4401
        assert (await other.command("ping"))["t"] == "pong"


async def test_the_recovery_words_give_the_account_back_once(people):
    user = await register(people)
    body = {"name": user.account["name"], "recovery": user.recovery.upper().replace(" ", "-")}
    body["password"] = "Zkanarie recovered"
    back = await entered(people, "/api/recovery", body)
    assert back.you == user.you and back.recovery != user.recovery
    assert await me(user) is None
    with pytest.raises(Refused) as no:
        await post(people, "/api/recovery", body)
    assert no.value.code == "login_failed"


async def test_a_new_name_shows_in_every_room(people):
    user = await register(people)
    async with await user.open() as ann, await guest(people) as bob:
        room = await ann.create()
        await bob.join(room)
        changed = await change(user, display="Zkanarie of Oslo", avatar="a5", about="Zkanarie likes tea")
        assert changed["display"] == "Zkanarie of Oslo"
        seen = (await bob.until(lambda: bob.rooms[room].of("member_changed")))[-1]["member"]
        assert (seen["name"], seen["avatar"]) == ("Zkanarie of Oslo", "a5")
        with pytest.raises(Refused) as no:
            await change(user, about="see zkanarie.example.com")
        assert (no.value.code, no.value.reply["field"]) == ("bad_field", "about")
        exported = await user.ask("GET", "/api/account/export")
        assert "attachment" in exported.header("Content-Disposition")
        assert json.loads(exported.body)["account"]["about"] == "Zkanarie likes tea"


async def test_who_hides_the_name_enters_hidden_unless_told_otherwise(people):
    user = await register(people)
    await change(user, hide_name=True)
    async with await user.open() as ann, await guest(people) as bob:
        for hidden, kind in (({}, "hidden"), ({"hidden": False}, "user")):
            room = await bob.create()
            await ann.join(room, **hidden)
            assert ann.rooms[room].me["kind"] == kind
            told = json.dumps(await bob.until(lambda: bob.rooms[room].of("member_joined")))
            assert (user.account["name"] in told) == (kind == "user")


async def test_an_account_has_five_rooms(people):
    user = await register(people)
    async with await user.open() as ann:
        for _ in range(5):
            await ann.create()
        await refused(ann.command("room_create", name="Zkanarie six"), "room_limit")


async def test_a_deleted_account_leaves_its_rooms_and_is_nowhere(people):
    user = await register(people)
    name = user.account["name"]
    async with await user.open() as ann, await guest(people) as bob:
        room = await ann.create()
        await bob.join(room)
        with pytest.raises(Refused) as no:
            await post(people, "/api/account/delete", {"password": "Zkanarie wrong one"}, user.cookie)
        assert no.value.code == "password_wrong"
        await post(people, "/api/account/delete", {"password": PASSWORD}, user.cookie)
        assert (await ann.until_closed(2))[0] == 4401
        await bob.until(lambda: bob.rooms[room].of("member_left"))
    assert await me(user) is None
    with pytest.raises(Refused) as no:
        await log_in(people, name)
    assert no.value.code == "login_failed"
    assert (await register(people, name)).account["name"] == name


async def test_a_visitor_has_no_account_and_a_stranger_no_session(people):
    visitor = await Session.start(people)
    assert (await visitor.ask("GET", "/api/account")).status == 403
    with pytest.raises(Refused) as no:
        await post(people, "/api/account/end_others", {})
    assert no.value.code == "no_session"


async def test_tries_are_limited_by_name_and_by_address():
    with Server() as server:
        user = await register(server)
        name = user.account["name"]
        for _ in range(5):
            with pytest.raises(Refused) as no:
                await log_in(server, name, "Zkanarie wrong one")
            assert no.value.code == "login_failed"
        with pytest.raises(Refused) as no:
            await log_in(server, name)
        assert no.value.code == "rate_limited" and no.value.reply["retry_after_ms"] > 60_000


async def test_the_regions_that_one_may_pick_are_told():
    with Server({"accounts.regions": "Europe,Asia"}) as server:
        ann = await register(server)
        assert (await account(ann))["regions"] == ["Europe", "Asia"]
        assert (await change(ann, region="Asia"))["region"] == "Asia"
        await refused(change(ann, region="Atlantis"), "bad_field")
