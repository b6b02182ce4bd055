"""Complaints, bug reports and appeals from both sides; nothing of them leads to the reporter."""

import json
import sqlite3

import pytest
from kit.accounts import MANY, register
from kit.client import Refused, Session, guest
from kit.complaints import by_receipt, call, complain, preview, report
from kit.expect import refused
from kit.friends import Person, befriend, person
from kit.raw import ask
from kit.server import Server
from kit.staff import admin
from kit.wait import eventually

EASY = MANY | {"complaints.per_hour": 1_000_000, "complaints.address_per_hour": 1_000_000}


@pytest.fixture
def desk():
    with Server(EASY) as one:
        yield one


async def a_room(ann, bob, **settings):
    room = await ann.create(**settings)
    await bob.join(room)
    return room


def rows(server):
    with sqlite3.connect(f"file:{server.home / 'data' / 'srchat.db'}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


async def test_what_is_stored_is_what_was_shown_byte_for_byte(desk):
    async with await guest(desk) as ann, await guest(desk) as bob:
        room = await a_room(ann, bob, name="Zkanarie tea")
        said = [await bob.say(room, text) for text in ('first "quoted" \\ text', "zweite Zeile\nmit Ümlaut 🦆", "third")]
        await ann.hears(room, said[-1]["seq"])
        seen = await preview(ann.session, room, [s["seq"] for s in said[:2]])
        shown = json.loads(seen["evidence"])
        assert [m["text"] for m in shown["messages"]] == ['first "quoted" \\ text', "zweite Zeile\nmit Ümlaut 🦆"]
        assert shown["room"] == {"id": room, "name": "Zkanarie tea", "kind": "room"}
        assert shown["member"]["name"] == bob.session.you["name"]
        complaint, receipt = await complain(ann.session, room, [s["seq"] for s in said[:2]])
        stored = rows(desk)["complaints"]
        assert len(stored) == 1 and seen["evidence"] in stored[0]
        assert len(receipt.split()) == 6 and complaint["state"] == "new"
        assert (await by_receipt(desk, receipt))["evidence"] == seen["evidence"]


async def test_a_message_that_changed_since_the_preview_is_not_stored(desk):
    async with await guest(desk) as ann, await guest(desk) as bob:
        room = await a_room(ann, bob)
        said = await bob.say(room, "before")
        await ann.hears(room, said["seq"])
        seen = await preview(ann.session, room, [said["seq"]])
        await bob.command("edit", room=room, target=said["seq"], body={"text": "after"})
        body = {"kind": "message", "text": "x", "evidence": {"room": room, "messages": [said["seq"]], "digest": seen["digest"]}}
        await refused(call(ann.session, "POST", "/api/complaints", body), "evidence_changed")
        await bob.command("delete", room=room, target=said["seq"])
        await refused(call(ann.session, "POST", "/api/complaints", body), "evidence_changed")
        await refused(preview(ann.session, room, [said["seq"]]), "no_message")
        assert rows(desk)["complaints"] == []


async def test_only_a_member_takes_evidence_along(desk):
    async with await guest(desk) as ann, await guest(desk) as bob, await guest(desk) as eve:
        room = await a_room(ann, bob)
        said = await bob.say(room, "for us")
        await refused(preview(eve.session, room, [said["seq"]]), "not_member")
        await refused(preview(eve.session, "0" * 17, [1]), "not_member")
        await refused(preview(ann.session, room, [], m=99), "no_member")
        assert (await ask(desk, "GET", "/api/complaints")).status == 401


async def test_nothing_that_the_database_holds_of_a_visitors_complaint_leads_to_the_visitor(desk):
    async with await guest(desk) as ann, await guest(desk) as bob:
        room = await a_room(ann, bob)
        said = await bob.say(room, "bad words")
        await ann.hears(room, said["seq"])
        _, receipt = await complain(ann.session, room, [said["seq"]])
        stored = rows(desk)["complaints"][0]
        assert stored.count(None) >= 3  # nobody's: no reporter, nobody with an account that it is about, not decided
        everything = b"".join(v if isinstance(v, bytes) else str(v).encode() for row in rows(desk).values() for r in row for v in r)
        for secret in (ann.session.cookie.split("=")[1], ann.session.you["name"], receipt, receipt.split()[0] + " ", "127.0.0.1"):
            assert secret.encode() not in everything, secret


async def test_a_thread_goes_both_ways_by_receipt_and_ends_with_the_decision(desk):
    root = await admin(desk)
    async with await guest(desk) as ann, await guest(desk) as bob:
        room = await a_room(ann, bob)
        said = await bob.say(room, "bad words")
        await ann.hears(room, said["seq"])
        complaint, receipt = await complain(ann.session, room, [said["seq"]])
    waiting = (await root.get("complaints?state=new"))["complaints"]
    assert [c["id"] for c in waiting] == [complaint["id"]] and waiting[0]["reporter"] == "guest"
    assert waiting[0]["subject"]["name"] == bob.session.you["name"] and "evidence" not in waiting[0]
    case = (await root.post(f"complaints/{complaint['id']}/claim"))["complaint"]
    assert (case["state"], case["assigned"]) == ("assigned", "root1")
    await root.post(f"complaints/{complaint['id']}/note", {"text": "looks bad"})
    await root.post(f"complaints/{complaint['id']}/reply", {"text": "What came before?"})
    seen = await by_receipt(desk, receipt.upper().replace(" ", "  "))
    assert seen["state"] == "waiting_reporter"
    assert [(p["by"], p["text"]) for p in seen["posts"]] == [
        ("reporter", "They would not stop."),
        ("staff", "What came before?"),
    ]
    assert [p["n"] for p in seen["posts"]] == [1, 2] and "admin" not in seen["posts"][1]
    seen = await by_receipt(desk, receipt, "Nothing at all.")
    assert seen["state"] == "waiting_staff"
    case = (await root.get(f"complaints/{complaint['id']}"))["complaint"]
    assert [p["by"] for p in case["posts"]] == ["reporter", "note", "staff", "reporter"]
    await root.post(f"complaints/{complaint['id']}/resolve", {"outcome": "upheld", "text": "We have acted."})
    seen = await by_receipt(desk, receipt)
    assert (seen["state"], seen["outcome"]) == ("resolved", "upheld")
    assert seen["ends_at"] - seen["decided_at"] == 30 * 86_400_000
    await refused(by_receipt(desk, receipt, "But"), "complaint_closed")
    await refused(root.post(f"complaints/{complaint['id']}/reply", {"text": "x"}), "complaint_closed")


async def test_wrong_words_and_words_of_what_was_purged_are_answered_alike():
    with Server(EASY | {"complaints.kept_s": 1}) as server:
        root = await admin(server)
        session = await Session.start(server)
        complaint, receipt = await report(session)
        await root.post(f"complaints/{complaint['id']}/resolve", {"outcome": "rejected"})

        async def gone():
            try:
                await by_receipt(server, receipt)
            except Refused as no:
                return no.reply
            return None

        # The server looks once a minute; a new start looks at once.
        await eventually(lambda: elapsed(root, complaint["id"], 1_100), 5)
        server.stop()
        server.start()
        purged = await eventually(gone, 10)
        with pytest.raises(Refused) as wrong:
            await by_receipt(server, "acorn acorn acorn acorn acorn acorn")
        assert purged == wrong.value.reply and purged["code"] == "no_complaint"
        held = rows(server)
        assert held["complaints"] == [] and held["complaint_posts"] == []


async def elapsed(root, complaint, wait_ms):
    """True once so much time has gone by since the decision, by the server's clock."""
    decided = (await root.get(f"complaints/{complaint}"))["complaint"]["decided_at"]
    return (await root.get("overview"))["at"] - decided >= wait_ms


async def test_an_answer_that_never_comes_closes_the_thread():
    with Server(EASY | {"complaints.silent_s": 1}) as server:
        root = await admin(server)
        complaint, receipt = await report(await Session.start(server))
        await root.post(f"complaints/{complaint['id']}/reply", {"text": "Which browser?"})

        async def silent():
            c = (await root.get(f"complaints/{complaint['id']}"))["complaint"]
            return (await root.get("overview"))["at"] - c["changed_at"] >= 1_100

        await eventually(silent, 5)
        server.stop()
        server.start()

        async def closed():
            return (await by_receipt(server, receipt))["state"] == "resolved"

        await eventually(closed, 10)
        seen = await by_receipt(server, receipt)
        assert seen["outcome"] is None and seen["decided_at"] is not None


async def test_a_user_follows_it_in_the_app_and_hears_of_every_answer(desk):
    root = await admin(desk)
    async with await person(desk) as ann, await guest(desk) as bob:
        room = await a_room(ann.client, bob)
        said = await bob.say(room, "bad words")
        await ann.client.hears(room, said["seq"])
        complaint, receipt = await complain(ann.client.session, room, [said["seq"]])
        assert receipt is None
        mine = (await call(ann.client.session, "GET", "/api/complaints"))["complaints"]
        assert [c["id"] for c in mine] == [complaint["id"]] and "evidence" not in mine[0]
        await root.post(f"complaints/{complaint['id']}/reply", {"text": "Thank you."})
        (notice,) = await ann.noticed("complaint_answered")
        assert notice["name"] == complaint["id"] and "text" not in notice
        await call(ann.client.session, "POST", f"/api/complaints/{complaint['id']}/posts", {"text": "And again."})
        seen = (await call(ann.client.session, "GET", f"/api/complaints/{complaint['id']}"))["complaint"]
        assert seen["state"] == "waiting_staff" and seen["evidence"] == complaint["evidence"]
        exported = await call(ann.client.session, "GET", "/api/account/export")
        assert [c["posts"] for c in exported["complaints"]] == [seen["posts"]]
        assert exported["complaints"][0]["evidence"] == complaint["evidence"] and exported["friends"] == []
        other = await register(desk)
        await refused(call(other, "GET", f"/api/complaints/{complaint['id']}"), "no_complaint")
        await refused(call(await Session.start(desk), "GET", f"/api/complaints/{complaint['id']}"), "no_complaint")
        await refused(call(await Session.start(desk), "GET", "/api/complaints"), "no_account")


async def test_whom_it_is_about_learns_the_rule_and_never_who_complained(desk):
    root = await admin(desk)
    async with await person(desk) as ann, await person(desk) as bob:
        room = await a_room(ann.client, bob.client)
        said = await bob.client.say(room, "bad words")
        await ann.client.hears(room, said["seq"])
        complaint, _ = await complain(ann.client.session, room, [said["seq"]], rule="harassment")
        before = len(bob.client.events)
        await root.post(f"complaints/{complaint['id']}/claim")
        await root.post(f"complaints/{complaint['id']}/act", {"act": "warn", "reason": "told"})
        (told,) = await bob.noticed("rule_broken")
        assert told["name"] == "harassment"
        await root.post(f"complaints/{complaint['id']}/resolve", {"outcome": "upheld"})
        await bob.until(lambda: bob.notices("rule_broken"))
        everything = json.dumps([bob.notices(), bob.client.events[before:]])
        for clue in (ann.name, ann.client.session.you["name"], complaint["id"], "They would not stop"):
            assert clue not in everything


async def test_a_warning_waits_for_whoever_is_not_here(desk):
    root = await admin(desk)
    async with await person(desk) as ann, await person(desk) as bob:
        room = await a_room(ann.client, bob.client)
        said = await bob.client.say(room, "bad words")
        await ann.client.hears(room, said["seq"])
        complaint, _ = await complain(ann.client.session, room, [said["seq"]], rule="hate")
        account = bob.client.session
    await root.post(f"complaints/{complaint['id']}/resolve", {"outcome": "upheld"})
    desk.stop()
    desk.start()
    async with await account.open() as client:
        again = await Person(client).listen()
        (told,) = await again.noticed("rule_broken")
        assert told["name"] == "hate"


async def test_a_direct_can_be_reported_by_one_of_the_two(desk):
    root = await admin(desk)
    async with await person(desk) as ann, await person(desk) as bob:
        await befriend(ann, bob)
        direct = await ann.direct(bob)
        await ann.client.join(direct)
        await bob.direct(ann)
        await bob.client.join(direct)
        said = await bob.client.say(direct, "between us")
        await ann.client.hears(direct, said["seq"])
        complaint, _ = await complain(ann.client.session, direct, [said["seq"]])
        assert json.loads(complaint["evidence"])["room"] == {"kind": "direct"}
        case = (await root.get(f"complaints/{complaint['id']}"))["complaint"]
        assert case["subject"]["account"] is True


async def test_who_is_behind_a_hidden_member_is_told_to_admins_in_an_open_complaint_only(desk):
    root = await admin(desk)
    bob = await register(desk)
    async with await guest(desk) as ann, await bob.open() as hidden:
        room = await ann.create()
        await hidden.join(room, hidden=True)
        said = await hidden.say(room, "masked")
        await ann.hears(room, said["seq"])
        complaint, _ = await complain(ann.session, room, [said["seq"]])
        case = (await root.get(f"complaints/{complaint['id']}"))["complaint"]
        assert case["subject"]["kind"] == "hidden" and bob.account["name"] not in json.dumps(case)
        told = await root.post(f"complaints/{complaint['id']}/reveal", {"reason": "threat"})
        assert told["account"] == bob.account["name"]
        entries = (await root.get("audit"))["entries"]
        assert ("reveal", complaint["id"], "threat") in [(e["act"], e["subject"], e["reason"]) for e in entries]
        await root.post(f"complaints/{complaint['id']}/resolve", {"outcome": "rejected"})
        await refused(root.post(f"complaints/{complaint['id']}/reveal", {"reason": "again"}), "complaint_closed")


async def test_so_many_in_an_hour_and_no_more():
    with Server(MANY) as server:
        session = await Session.start(server)
        for _ in range(5):
            await report(session)
        with pytest.raises(Refused) as no:
            await report(session)
        assert no.value.reply["code"] == "rate_limited" and no.value.reply["retry_after_ms"] > 60_000


async def test_tries_of_receipts_are_counted_by_address(desk):
    codes = []
    for _ in range(12):
        with pytest.raises(Refused) as no:
            await by_receipt(desk, "acorn acorn acorn acorn acorn acorn")
        codes.append(no.value.reply["code"])
    assert codes == ["no_complaint"] * 10 + ["rate_limited"] * 2


BAD = [
    {"kind": "message", "text": "x"},
    {"kind": "bug", "text": ""},
    {"kind": "bug", "text": "x" * 4_001},
    {"kind": "bug", "text": "x", "rule": "no such rule"},
    {"kind": "bug", "text": "x", "extra": 1},
    {"kind": "other", "text": "x"},
    {"kind": "bug", "text": "x", "evidence": {"room": "0" * 17, "messages": [], "digest": "0" * 64}},
    {"kind": "message", "text": "x", "evidence": {"room": "0" * 17, "messages": [], "digest": "0" * 64}},
    {"kind": "message", "text": "x", "evidence": {"room": "0" * 17, "messages": list(range(1, 22)), "digest": "0" * 64}},
    {"kind": "message", "text": "x", "evidence": {"room": "short", "messages": [1], "digest": "0" * 64}},
]


@pytest.mark.parametrize("body", BAD, ids=range(len(BAD)))
async def test_bad_input_is_answered_with_the_field(desk, body):
    with pytest.raises(Refused) as no:
        await call(await Session.start(desk), "POST", "/api/complaints", body)
    assert no.value.reply["code"] == "bad_field" and no.value.reply.get("field"), no.value.reply


async def test_the_rules_are_told_to_everybody(desk):
    answer = json.loads((await ask(desk, "GET", "/api/rules")).body)
    assert {"rule": "spam", "text": "Spam or advertising"} in answer["rules"]
