"""Whatever people type is either taken and shown as it is, or refused with a code; and the server goes on."""

import asyncio
import itertools
import json
import os
from urllib.parse import quote

import pytest
from kit.accounts import MANY, PASSWORD, entered, fresh_account, log_in, post, register
from kit.client import Refused, Session, change_fields, guest, new_cid
from kit.naughty import answered, each, strings, tidy
from kit.pictures import png, show, upload
from kit.raw import Wire, ask, request
from kit.server import Server
from kit.table import commands, complete
from kit.wait import eventually
from kit.witness import Witness

STRINGS = strings()
# A password costs 20 ms of hashing wherever it stands; most of them are kept for the long run.
PASSWORDS = STRINGS if os.environ.get("LONG") else STRINGS[::9] + STRINGS[-56::4]
TEXTUAL = {"line", "name", "body", "media", "emoji", "choice", "client_id"}

pytestmark = pytest.mark.deadline(300)


@pytest.fixture(scope="module")
def server():
    with Server(MANY | {"rooms.per_guest": 100_000, "media.per_hour_guest": 10_000, "sessions.name_hold_s": 0}) as running:
        # So that the kit looks for them in the log. Short ones are ordinary words.
        running.secrets |= {text for text in STRINGS if len(text) > 16 and "\n" not in text}
        yield running


def groups(words, size=100):
    """One socket is in 128 rooms at most."""
    return [words[at : at + size] for at in range(0, len(words), size)]


def most(taken):
    """The words that were taken; if they were few, the test would show little."""
    words = [word for word, reply in taken.items() if reply is not None]
    assert len(words) > 20, f"only {words} were taken"
    return words


def in_place_of(field, word):
    match field["type"]:
        case "body":
            return {"text": word}
        case "media":
            return {"id": word, "name": word}
    return word


@pytest.mark.parametrize("command", commands(), ids=lambda command: command["t"])
async def test_any_field_of_a_command_takes_or_refuses_them_and_the_socket_lives(server, command):
    textual = [field for field in command["fields"] if field["type"] in TEXTUAL and field["name"] != "password"]
    async with Witness(server), await guest(server) as ann:

        async def send(field, word):
            fields = complete(command) | {field["name"]: in_place_of(field, word)}
            fields.pop("password", None)  # it would be hashed, or counted as a try
            return await ann.command(fields.pop("t"), **fields)

        for field in textual:
            await each(STRINGS, lambda word, field=field: send(field, word))
        if any(field["name"] == "room" for field in command["fields"]):
            room = next(field for field in command["fields"] if field["name"] == "room")
            taken = await each(STRINGS[::10], lambda word: send(room, word))
            assert set(taken.values()) == {None}, "there is no such room"
        assert ann.closed is None
        await ann.session.end()  # and the names that it had are free


async def test_a_message_is_heard_and_edited_as_it_was_written(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        said = await each(STRINGS, lambda word: ann.say(room, word))
        words = most(said)
        last = max(said[word]["seq"] for word in words)
        heard = await bob.hears(room, last)
        assert {word: heard.messages[said[word]["seq"]]["body"]["text"] for word in words} == {w: w for w in words}
        target = said[words[0]]["seq"]
        edits = await each(words, lambda word: ann.command("edit", room=room, target=target, body={"text": word}))
        changed = {word: edit["seq"] for word, edit in edits.items() if edit["seq"]}
        assert len(changed) >= len(words) - 1, "but for the one that was there already"
        await bob.hears(room, max(changed.values()))
        told = {e["seq"]: e["body"]["text"] for e in bob.rooms[room].of("message_edited")}
        assert {word: told[seq] for word, seq in changed.items()} == {word: word for word in changed}
        await ann.join(room)
        older = await ann.command("history", room=room, before=last + 1, limit=100)
        assert {e["body"]["text"] for e in older["events"]} <= set(words)


async def test_a_person_is_called_what_was_asked_for(server):
    async with await guest(server) as ann:
        names = await each(STRINGS, lambda word: ann.command("rename", name=word), at_once=1)
        assert {word: names[word]["you"]["name"] for word in most(names)} == {word: tidy(word) for word in most(names)}
        await ann.session.end()
    begun = await each(STRINGS, lambda word: Session.start(server, word), at_once=1)
    assert {word: begun[word].you["name"] for word in most(begun) if word} == {w: tidy(w) for w in most(begun) if w}
    for word in most(begun):
        await begun[word].end()


async def test_a_room_is_called_and_described_as_it_was_asked_for_and_is_found_by_that(server):
    async with await guest(server) as ann:
        rooms = await each(STRINGS, lambda word: ann.command("room_create", name=word))
        names = {word: rooms[word]["room"]["name"] for word in most(rooms)}
        assert names == {word: tidy(word) for word in names}
        topics = await each(STRINGS, lambda word: ann.command("room_create", name="Zkanarie", topic=word))
        assert {word: topics[word]["room"]["topic"] for word in most(topics)} == {word: word for word in most(topics)}
        for word in most(rooms)[::10]:

            async def found(word=word):
                listed = await ann.command("rooms", q=names[word])
                return listed["total"] > 100 or rooms[word]["room"]["id"] in [card["id"] for card in listed["rooms"]]

            await eventually(found)

        async def search(word):
            return await answered_http(await ask(server, "GET", f"/api/rooms?q={quote(word)}"))

        for word, content in (await each(STRINGS, search)).items():
            assert content is None or word == "" or len(content["rooms"]) == min(content["total"], 100)


async def answered_http(answer, statuses=(200, 201)):
    if answer.status in statuses:
        return json.loads(answer.body) if answer.body else {}
    raise Refused(json.loads(answer.body)["error"] | {"status": answer.status})


async def test_a_room_takes_new_names_and_topics_as_they_are(server):
    async with await guest(server) as ann:
        room = await ann.create()
        for field, wanted in (("name", tidy), ("topic", str)):
            done = await each(STRINGS, lambda word, field=field: ann.command("room_set", room=room, **{field: word}))
            changed = {word: reply["seq"] for word, reply in done.items() if reply and reply["seq"]}
            assert len(changed) > 20
            await ann.hears(room, max(changed.values()))
            told = {e["seq"]: e["room_info"][field] for e in ann.rooms[room].of("room_changed")}
            assert {word: told[seq] for word, seq in changed.items()} == {word: wanted(word) for word in changed}


async def test_a_reason_is_given_as_it_is(server):
    for words in groups(STRINGS):
        async with await guest(server) as ann:

            async def close(word, ann=ann):
                room = await ann.create(listing="unlisted")
                return room, await ann.command("close", room=room, reason=word)

            for word, reply in (await each(words, close)).items():
                if reply:
                    room, done = reply
                    heard = await ann.hears(room, done["seq"])
                    assert [e["text"] for e in heard.of("room_closing")] == [word]


async def test_a_knock_is_heard_as_it_is(server):
    async with await guest(server) as ann:
        for words in groups(STRINGS, 40):
            room = await ann.create(entry="knock")
            visitors = dict(zip(words, await asyncio.gather(*(guest(server) for _ in words)), strict=True))
            knocks = await each(words, lambda word: visitors[word].command("knock", room=room, text=word))
            waiting = {word for word, reply in knocks.items() if reply}
            told = lambda: [e["knocks"] for e in ann.events if e["t"] == "knocks" and e["room"] == room]
            shown = await ann.until(lambda: [k for k in told() if len(k) == len(waiting)]) if waiting else [[]]
            assert {knock["text"] for knock in shown[-1]} == waiting
            for visitor in visitors.values():
                visitor.cut()
                await visitor.until_closed()


async def test_a_picture_is_called_what_it_was_called(server):
    async with await guest(server) as ann:
        room = await ann.create()

        async def shown(word):
            picture = await upload(ann, room, png())
            media = {"id": picture["id"], "name": word}
            return await show(ann, room, picture, media=media)

        said = await each(STRINGS, shown)
        words = most(said)
        heard = await ann.hears(room, max(said[word]["seq"] for word in words))
        names = {word: heard.messages[said[word]["seq"]]["media"].get("name", "") for word in words}
        assert names == {word: word for word in words}


async def test_a_room_opens_to_the_password_that_it_was_given_and_to_no_other(server):
    async with await guest(server) as ann:
        made = await each(
            PASSWORDS, lambda word: ann.command("room_create", name="Zkanarie", entry="password", password=word), 8
        )
        rooms = {word: made[word]["room"]["id"] for word in most(made)}
        wrong = dict(zip(rooms, [*list(rooms)[1:], "Zkanarie"], strict=True))
        for group in groups(list(rooms)):
            async with await guest(server) as bob:
                refused = await each(group, lambda w, bob=bob: bob.command("join", room=rooms[w], password=wrong[w]), 8)
                assert set(refused.values()) == {None}
                inside = await each(group, lambda word, bob=bob: bob.join(rooms[word], password=word), 8)
                assert None not in inside.values()


async def test_an_account_opens_to_the_name_and_password_that_it_was_given(server):
    named = await each([word for word in STRINGS if 3 <= len(word) <= 24], lambda word: register(server, word), 8)
    assert {user.account["name"] for user in named.values() if user} == {w for w, user in named.items() if user}
    made = await each(PASSWORDS, lambda word: register(server, None, word), 8)
    most(made)
    for word, user in [(word, user) for word, user in made.items() if user]:
        assert (await log_in(server, user.account["name"], word)).you == user.you
    others = await each(PASSWORDS, lambda word: log_in(server, word, "Zkanarie wrong one"), 8)
    assert set(others.values()) == {None}
    recovered = await each(
        PASSWORDS,
        lambda word: post(server, "/api/recovery", {"name": fresh_account(), "recovery": word, "password": PASSWORD}),
        8,
    )
    assert set(recovered.values()) == {None}


async def test_a_new_password_is_the_one_that_was_typed(server):
    user = await register(server)
    for word in PASSWORDS[::4]:
        body = {"password": user.password, "new_password": word}
        changed = await answered(entered(server, "/api/account/password", body, user.cookie))
        user = changed or user
        assert (await log_in(server, user.account["name"], user.password)).you == user.you
    wrong = await each(
        PASSWORDS[1::4], lambda word: post(server, "/api/account/delete", {"password": word + "x"}, user.cookie), 8
    )
    assert set(wrong.values()) == {None}


@pytest.mark.parametrize("field", ["display", "about", "avatar", "theme", "language", "region"])
async def test_a_profile_says_what_was_written_into_it(server, field):
    user = await register(server)

    async def change(word):
        body = json.dumps({field: word}).encode()
        return await answered_http(await user.ask("PATCH", "/api/account", body=body))

    taken = await each(STRINGS, change, at_once=1)
    told = {word: content["account"][field] for word, content in taken.items() if content}
    assert told == {word: tidy(word) if field == "display" else word for word in told}
    if field in ("display", "about"):
        most(taken)
    kept = json.loads((await user.ask("GET", "/api/account")).body)["account"][field]
    assert kept in told.values() or not told


async def test_addresses_and_header_fields_take_them_without_a_fault(server):
    """Anything that can stand in a request line or a field: the answer is a status of HTTP that blames the asker, or none."""
    visitor = await Session.start(server)
    async with Witness(server) as witness:
        paths = ["/{}", "/r/{}", "/api/rooms/{}", "/api/rooms/{}/media/{}", f"/api/rooms/{witness.room}/media/{{}}"]
        paths += ["/api/rooms?q={}", "/api/rooms?{}=1", "/api/{}"]
        for path in paths:
            for word in STRINGS[:: len(paths)]:
                where = path.replace("{}", quote(word[:500], safe=""))
                assert (await ask(server, "GET", where, [("Cookie", visitor.cookie)])).status < 500
        printable = [word for word in STRINGS if word and "\n" not in word and "\r" not in word and "\0" not in word]
        for name, word in zip(itertools.cycle(["Cookie", "Origin", "X-SRChat", "Content-Type"]), printable):
            value = ("sid=" if name == "Cookie" else "") + word[:2000].encode().decode("latin-1")
            fields = [(key, value if key == name else old) for key, old in [*change_fields(server), ("Cookie", "sid=")]]
            async with await Wire.open(server) as wire:
                wire.send(request(server, "POST", "/api/session", fields, b"{}"))
                answer = await wire.response()
                assert answer.status < 500, (name, word, answer)


async def test_a_client_may_call_itself_anything_or_is_told_that_it_may_not(server):
    visitor = await Session.start(server)

    async def hello(word):
        async with await visitor.open() as client:
            return await client.command("hello", v=1, client=word)

    await each(STRINGS[::5], hello, at_once=8)
    async with await visitor.open() as client:
        assert (await client.command("say", room=await client.create(), cid=new_cid(), body={"text": "hi"}))["seq"]
