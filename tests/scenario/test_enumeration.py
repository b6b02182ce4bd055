"""Nothing that a stranger may ask tells who has an account here: neither words nor time."""

import json
import os

import pytest
from kit.accounts import MANY, PASSWORD, fresh_account, register
from kit.alike import alike
from kit.client import Session, change_fields, guest
from kit.friends import person
from kit.postgres import Postgres
from kit.raw import ask
from kit.server import Server

LONG = bool(os.environ.get("LONG"))
# How many at first; kit/alike.py takes up to 400 of each before it fails.
SAMPLES, QUICK_SAMPLES = (400, 400) if LONG else (50, 400)
WRONG = "Zkanarie wrong one"
COMMANDS = {"limits.commands_burst": 1_000_000}

pytestmark = pytest.mark.deadline(400)


@pytest.fixture(scope="module", params=["sqlite", "postgres"] if LONG else ["sqlite"])
def people(request):
    """Every kind of database has its own way to find a name, or not."""
    if request.param == "sqlite":
        with Server(MANY | COMMANDS) as server:
            yield server
    else:
        with Postgres() as database, Server(database.settings | MANY | COMMANDS) as server:
            yield server


def posting(server, path, body):
    """A class of `alike`: each call makes a new body and posts it."""
    return lambda: ask(server, "POST", path, change_fields(server), json.dumps(body()).encode())


def plain(answer):
    """Status, fields and bytes: all but the date."""
    return answer.status, tuple(field for field in answer.fields if field[0] != "Date"), answer.body


def code_of(answer):
    return json.loads(answer[2])["error"]["code"]


async def taken_names(server):
    """Names that nobody else can have, for one reason each."""
    known, visitor = fresh_account(), fresh_account()
    await register(server, known)
    await Session.start(server, visitor)
    return {"an account's": known, "like an account's": known.replace("o", "0").replace("i", "1"), "a visitor's": visitor}


async def strangers(server):
    """Names under which nobody comes in with a wrong secret."""
    known = (await register(server)).account["name"]
    return {"an account's": lambda: known, "nobody's": fresh_account, "no name at all": lambda: "Ann B"}


async def test_a_refused_login_does_not_tell_whether_there_is_the_account(people):
    classes = {
        kind: posting(people, "/api/login", lambda name=name: {"name": name(), "password": WRONG})
        for kind, name in (await strangers(people)).items()
    }
    answer = await alike(classes, SAMPLES, plain)
    assert (answer[0], code_of(answer)) == (401, "login_failed")


async def test_a_refused_recovery_does_not_tell_whether_there_is_the_account(people):
    rest = {"recovery": "a b c d e f", "password": PASSWORD}
    classes = {
        kind: posting(people, "/api/recovery", lambda name=name: {"name": name(), **rest})
        for kind, name in (await strangers(people)).items()
    }
    answer = await alike(classes, SAMPLES, plain)
    assert (answer[0], code_of(answer)) == (401, "login_failed")


@pytest.mark.parametrize("path", ["/api/account", "/api/session"])
async def test_a_name_that_is_taken_does_not_tell_by_whom(people, path):
    rest = {"password": PASSWORD} if path == "/api/account" else {}
    classes = {
        kind: posting(people, path, lambda name=name: {"name": name, **rest})
        for kind, name in (await taken_names(people)).items()
    }
    answer = await alike(classes, SAMPLES if rest else QUICK_SAMPLES, plain)
    assert (answer[0], code_of(answer)) == (409, "name_taken")


async def test_a_visitor_who_wants_another_name_is_not_told_whose_it_is(people):
    async with await guest(people) as ann:
        classes = {
            kind: (lambda name=name: ann.send("rename", name=name))
            for kind, name in (await taken_names(people)).items()
        }
        answer = await alike(classes, QUICK_SAMPLES, lambda reply: json.dumps(reply | {"re": 0}))
    assert json.loads(answer)["code"] == "name_taken"


@pytest.mark.parametrize("command", ["friend_request", "direct"])
async def test_who_does_not_want_to_be_asked_cannot_be_told_from_nobody(people, command):
    async with await person(people) as ann, await person(people) as blocks, await person(people) as wants_none:
        await blocks.block(ann)
        await wants_none.client.session.ask("PATCH", "/api/account", body=b'{"requests_off":true}')
        classes = {
            kind: (lambda name=name: ann.client.send(command, name=name()))
            for kind, name in {
                "nobody's": fresh_account,
                "no name at all": lambda: "Ann B",
                "of one who has blocked me": lambda: blocks.name,
                "of one who takes no requests": lambda: wants_none.name,
            }.items()
        }
        answer = await alike(classes, QUICK_SAMPLES, lambda reply: json.dumps(reply | {"re": 0}))
    assert json.loads(answer)["code"] == "no_person"


async def test_too_many_tries_are_refused_alike_whether_there_is_the_account_or_not():
    with Server({"limits.login_address_burst": 1_000}) as server:
        known, nobody = (await register(server)).account["name"], fresh_account()
        codes = {}
        for name in (known, nobody):
            one_try = posting(server, "/api/login", lambda name=name: {"name": name, "password": WRONG})
            tries = [await one_try() for _ in range(6)]
            codes[name] = [code_of(plain(answer)) for answer in tries]
    assert codes[known] == codes[nobody] == ["login_failed"] * 5 + ["rate_limited"]
