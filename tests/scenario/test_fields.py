"""Wrong types for every field of every command, generated from the server's own table."""

import json

import pytest
from kit.page import close_codes, error_codes
from kit.rude import exchange, rude
from kit.table import HUGE, TYPES, C, commands, complete, table
from kit.witness import Witness

ANY = [None, True, 1.5, -1, HUGE, [], [C], {}, {"x": C}, C]


def accepted(value, sort):
    return isinstance(value, sort) and not (sort is int and isinstance(value, bool))


def wrong_values(field):
    """What this field may not be."""
    sort, _, nearly = TYPES[field["type"]]
    wrong = [value for value in ANY if not accepted(value, sort)] + nearly
    if sort is int:
        wrong += [field["min"] - 1, field["max"] + 1]
    if field["type"] == "line":
        wrong += ["x" * (field["max"] + 1)]
    return wrong


def names(told, field):
    """The error may point at a field inside, as body.text."""
    return told == field or (told or "").startswith(field + ".")


def test_the_table_is_the_one_of_the_protocol_page():
    wanted = {
        "hello": "welcome", "ping": "pong", "rename": "renamed", "rooms": "rooms",
        "room_create": "room_created", "join": "joined", "leave": "left", "say": "said",
        "edit": "edited", "delete": "deleted", "react": "reacted", "typing": "ok",
        "roster": "roster", "history": "history", "knock": "knocking", "knock_cancel": "ok",
        "knock_answer": "ok", "invite_create": "invite", "invites_clear": "done", "kick": "done",
        "mute": "done", "ban": "done", "unban": "done", "bans": "bans", "role": "done", "lock": "done",
        "slow": "done", "pin": "done", "room_set": "done", "transfer": "done", "transfer_answer": "done",
        "friends": "friends", "friend_request": "friend", "friend_answer": "friend", "friend_remove": "friend",
        "block": "friend", "unblock": "friend", "profile": "profile", "direct": "direct", "read": "ok",
        "invite_send": "ok",
        "transfer_cancel": "done", "successor": "done", "close": "done",
    }  # fmt: skip
    assert {c["t"]: c["reply"] for c in commands()} == wanted
    unknown = {f["type"] for c in commands() for f in c["fields"]} - set(TYPES)
    assert not unknown, f"this test knows no wrong values for {unknown}"


@pytest.mark.parametrize("command", commands(), ids=lambda command: command["t"])
async def test_a_wrong_value_in_any_field_is_named_and_changes_nothing(server, command):
    async with Witness(server) as witness, rude(server) as raw:
        number = 1
        for field in command["fields"]:
            for value in wrong_values(field):
                number += 1
                attempt = complete(command) | {"id": number, field["name"]: value}
                reply = await exchange(raw, attempt)
                told = (reply["t"], reply.get("code"), reply["re"])
                assert told == ("error", "bad_field", number), (attempt, reply)
                assert names(reply.get("field"), field["name"]), (attempt, reply)
                assert C not in json.dumps(reply)
            await witness.is_undisturbed()


@pytest.mark.parametrize("command", commands(), ids=lambda command: command["t"])
async def test_a_missing_field_is_named(server, command):
    async with Witness(server), rude(server) as raw:
        for field in command["fields"]:
            attempt = complete(command) | {"id": 7}
            del attempt[field["name"]]
            reply = await exchange(raw, attempt)
            if field["required"]:
                assert (reply.get("code"), reply.get("field")) == ("bad_field", field["name"])
            else:
                assert reply.get("code") != "bad_field", reply


@pytest.mark.parametrize("command", commands(), ids=lambda command: command["t"])
async def test_an_unknown_field_is_refused_so_that_a_misspelt_one_is_noticed(server, command):
    async with Witness(server), rude(server) as raw:
        for name in ("nonsense", "Room", "__proto__"):
            reply = await exchange(raw, complete(command) | {"id": 7, name: C})
            assert reply.get("code") == "bad_field" and C not in json.dumps(reply)
            assert reply.get("field") in (None, name)


@pytest.mark.parametrize("command", commands(), ids=lambda command: command["t"])
async def test_a_complete_command_of_the_table_passes_the_check_of_form(server, command):
    async with rude(server) as raw:
        reply = await exchange(raw, complete(command) | {"id": 7})
        assert reply.get("code") not in ("bad_field", "bad_json", "bad_command"), reply
        assert reply["re"] == 7


def test_every_error_and_close_code_of_the_page_is_in_the_table():
    listed = table()
    assert {error["code"] for error in listed["errors"]} == error_codes()
    assert {close["code"] for close in listed["close_codes"]} == close_codes()
