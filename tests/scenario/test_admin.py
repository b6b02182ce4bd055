"""Administration: who may, every route for every role, what asks for a confirmation, and what comes of the acts."""

import json
import re
import time

import pytest
from kit.accounts import MANY, PASSWORD, log_in, post, register
from kit.client import Refused, Session, change_fields, guest
from kit.complaints import complain, report
from kit.expect import refused
from kit.raw import ask
from kit.server import Server
from kit.staff import Admin, admin, code_at, command
from kit.wait import eventually

EASY = MANY | {"complaints.per_hour": 1_000_000, "admin.login_burst": 1_000_000, "accounts.regions": "Europe,Asia"}
ID, ROOM, NAME = "0" * 32, "0" * 17, "zkanarie-nobody"
REASON = {"reason": "because"}
# Method, path, a body that would be taken, whether it needs a confirmation.
ROUTES = [
    ("GET", "me", None, False),
    ("GET", "overview", None, False),
    ("GET", "complaints", None, False),
    ("GET", f"complaints/{ID}", None, False),
    ("POST", f"complaints/{ID}/claim", {}, False),
    ("POST", f"complaints/{ID}/release", {}, False),
    ("POST", f"complaints/{ID}/reply", {"text": "x"}, False),
    ("POST", f"complaints/{ID}/note", {"text": "x"}, False),
    ("POST", f"complaints/{ID}/resolve", {"outcome": "upheld"}, False),
    ("POST", f"complaints/{ID}/reveal", REASON, True),
    ("POST", f"complaints/{ID}/act", REASON | {"act": "warn"}, True),
    ("GET", "rooms", None, False),
    ("POST", "rooms", {"kind": "global", "name": "Lobby"}, False),
    ("PATCH", f"rooms/{ROOM}", {"name": "Lobby"}, False),
    ("POST", f"rooms/{ROOM}/remove", REASON, True),
    ("POST", "rooms/close", REASON | {"room": ROOM}, True),
    ("GET", f"people?name={NAME}", None, False),
    ("POST", f"people/{NAME}/suspend", REASON | {"rule": "spam"}, True),
    ("POST", f"people/{NAME}/unsuspend", REASON, True),
    ("POST", f"people/{NAME}/reset", REASON | {"what": "profile"}, True),
    ("GET", "proposals", None, False),
    ("POST", f"proposals/{ID}", {"accept": True}, True),
    ("GET", "announcements", None, False),
    ("POST", "announcements", {"text": "Hello", "scope": "all", "until": int(time.time() * 1000) + 3_600_000}, False),
    ("POST", f"announcements/{ID}/remove", {}, False),
    ("GET", "audit", None, False),
    ("GET", "settings", None, False),
    ("PATCH", "settings", {"guests": True}, True),
    ("POST", "confirm", {"password": "x", "code": "000000"}, False),
]
ROUTE_NAMES = [f"{method} {path.split('?')[0]}" for method, path, *_ in ROUTES]


@pytest.fixture
def desk():
    with Server(EASY) as one:
        yield one


async def unlike_any_path(server, answer, method):
    """That the answer is the one that a path gets where there is nothing."""
    body = b"" if method == "GET" else b"{}"
    nothing = await ask(server, method, "/nothing/here", change_fields(server), body)
    assert nothing.status in (404, 405, 413)
    assert answer.status == 404 and json.loads(answer.body)["error"]["code"] == "not_found"


async def test_every_route_is_a_404_to_everybody_who_is_no_admin(desk):
    await admin(desk)
    visitor = await Session.start(desk)
    user = await register(desk)
    stale = f"admin={'x' * 43}"
    for cookie in (None, visitor.cookie, user.cookie, stale, f"{user.cookie}; {stale}"):
        own = [("Cookie", cookie)] if cookie else []
        for method, path, body, _ in ROUTES:
            content = b"" if body is None else json.dumps(body).encode()
            for fields in (change_fields(desk), []):
                answer = await ask(desk, method, f"/admin/api/{path}", [*own, *fields], content)
                await unlike_any_path(desk, answer, method)
        for page in ("/admin", "/admin/", "/admin/complaints", "/admin.html", "/admin/api/", "/admin/api/nothing"):
            assert (await ask(desk, "GET", page, own)).status == 404


async def test_the_routes_tried_are_all_that_there_are(desk):
    """Against the source's own table, so that no route comes without its line above."""
    from pathlib import Path

    source = Path(__file__).parents[2] / "src" / "api"
    found = set()
    for file in source.glob("admin_*.cpp"):
        for method, path, confirm in re.findall(r'admin_route\{net::method::(\w+), "([^"]+)", (\w+)', file.read_text()):
            found.add((method.upper(), path, confirm == "true"))
    tried = {(m, re.sub(rf"{ID}|{ROOM}|{NAME}", "*", p.split("?")[0]), c) for m, p, _, c in ROUTES}
    assert found == tried | {("POST", "logout", False)}


async def test_without_a_fresh_confirmation_an_admin_can_look_and_answer_but_not_destroy():
    with Server(EASY | {"admin.confirm_s": 1}) as server:
        root = await admin(server)

        async def over():
            overview = await root.get("overview")
            return overview["at"] > (await root.get("me"))["admin"]["confirmed_until"]

        await eventually(over, 5)
        for method, path, body, needs in ROUTES:
            try:
                await root.call(method, path, body)
                code = "done"
            except Refused as no:
                code = no.reply["code"]
            assert (code == "confirm_needed") == needs, (method, path, code)


async def test_with_a_confirmation_every_route_is_there(desk):
    root = await admin(desk)
    for method, path, body, _ in ROUTES:
        try:
            await root.call(method, path, body)
        except Refused as no:
            known = ("no_complaint", "no_room", "no_person", "no_proposal", "no_announcement", "password_wrong")
            assert no.reply["code"] in known, (method, path, no.reply)
    with pytest.raises(Refused) as no:
        await root.call("DELETE", "settings")
    assert no.value.reply["code"] == "bad_method"


async def test_before_there_is_an_admin_there_is_no_login_either(desk):
    assert (await ask(desk, "GET", "/admin/login")).status == 404
    body = json.dumps({"name": "root1", "password": PASSWORD, "code": "000000"}).encode()
    assert (await ask(desk, "POST", "/admin/api/login", change_fields(desk), body)).status == 404
    root = Admin(desk, "root1")

    async def there():
        return (await ask(desk, "GET", "/admin/login")).status == 200

    await eventually(there, 5)
    await root.log_in()
    page = await ask(desk, "GET", "/admin", [("Cookie", root.cookie)])
    assert page.status == 200 and b"<!doctype html>" in page.body.lower()
    assert "HttpOnly" in root.set_cookie and "SameSite=Strict" in root.set_cookie and "Max-Age" not in root.set_cookie


async def test_a_login_that_is_wrong_in_any_way_is_answered_alike(desk):
    root = Admin(desk, "root1")
    now_code = root.codes.code()
    wrong = [
        {"password": "not the password"},
        {"code": f"{(int(now_code) + 1) % 1_000_000:06}"},
        {"name": "root2"},
        {"code": "x"},
    ]
    answers = []
    for other in wrong:
        with pytest.raises(Refused) as no:
            await root.log_in(**({"code": now_code} | other))
        answers.append(no.value.reply)
    assert all(answer == answers[0] for answer in answers) and answers[0]["code"] == "login_failed"
    await root.log_in(code=now_code)
    with pytest.raises(Refused) as no:
        await root.log_in(code=now_code)
    assert no.value.reply == answers[0]  # a code counts once


async def test_tries_to_log_in_are_counted_by_name():
    with Server(MANY) as server:
        root = Admin(server, "root1")
        codes = []
        for _ in range(6):
            with pytest.raises(Refused) as no:
                await root.log_in(password="wrong password", code="000000")
            codes.append(no.value.reply["code"])
        assert codes == ["login_failed"] * 5 + ["rate_limited"]


async def test_a_login_ends_when_nobody_asks_for_anything():
    with Server(EASY | {"admin.idle_s": 5}) as server:
        root = await admin(server)
        last = (await root.get("overview"))["at"]

        async def still():
            """Asking keeps it alive for longer than it would live alone."""
            await root.get("me")
            return (await root.get("overview"))["at"] - last > 6_000

        await eventually(still, 10, pause=0.5)
        other = root.cookie

        async def ended():
            """An overview, which a page asks for by itself, keeps nothing alive."""
            return (await ask(server, "GET", "/admin/api/overview", [("Cookie", other)])).status == 404

        await eventually(ended, 10, pause=0.5)
        assert (await ask(server, "GET", "/admin/api/me", [("Cookie", other)])).status == 404


async def test_logging_out_a_new_password_and_removal_end_logins(desk):
    root, second, third = await admin(desk), await admin(desk, "root2"), await admin(desk, "root3")
    await root.post("logout")
    assert command(desk, "passwd", "root2", password="another good one").returncode == 0
    assert command(desk, "remove", "root3").returncode == 0
    for one in (root, second, third):
        assert (await one.ask("GET", "me")).status == 404
    assert command(desk, "list").stdout.split() == ["root1", "root2"]


@pytest.mark.parametrize(
    ("words", "password", "told"),
    [
        (["create", "x"], PASSWORD, "name"),
        (["create", "root9"], "short", "8"),
        (["create", "root1"], PASSWORD, "already"),
        (["passwd", "nobody1"], PASSWORD, "no such admin"),
        (["remove", "nobody1"], PASSWORD, "no such admin"),
    ],
)
async def test_the_command_line_says_what_is_wrong(desk, words, password, told):
    Admin(desk, "root1")
    done = command(desk, *words, password=password)
    assert done.returncode == 1 and told in done.stderr, done


async def test_with_an_address_of_its_own_administration_is_nowhere_else():
    with Server(EASY | {"admin.listen": "127.0.0.1:0"}) as server:
        line = server.process.stdout.readline().decode()
        port = int(re.fullmatch(r"srchat administration on http://127\.0\.0\.1:(\d+)/admin/login\n", line)[1])
        root = Admin(server, "root1")
        public = server.port
        assert (await ask(server, "GET", "/admin/login")).status == 404
        body = json.dumps({"name": "root1", "password": root.password, "code": root.codes.code()}).encode()
        # As for every path where there is nothing: no body is taken.
        assert (await ask(server, "POST", "/admin/api/login", change_fields(server), body)).status == 413
        assert (await ask(server, "POST", "/nothing/here", change_fields(server), body)).status == 413
        server.port = port
        try:

            async def there():
                return (await ask(server, "GET", "/admin/login")).status == 200

            await eventually(there, 5)
            await root.log_in()
            assert (await root.get("me"))["admin"]["name"] == "root1"
            for path in ("/", "/api/session", "/api/rooms", "/metrics", "/ws", "/api/transparency"):
                assert (await ask(server, "GET", path)).status == 404, path
        finally:
            server.port = public
        assert (await ask(server, "GET", "/admin/api/me", [("Cookie", root.cookie)])).status == 404


async def test_a_suspended_account_is_out_at_once_and_told_why_after_the_right_password_only(desk):
    root = await admin(desk)
    bob = await register(desk)
    name = bob.account["name"]
    client = await bob.open()
    done = (await root.post(f"people/{name}/suspend", REASON | {"rule": "spam", "minutes": 60}))["person"]
    assert done["suspended"]["rule"] == "spam" and done["suspended"]["until"] - done["suspended"]["since"] == 3_600_000
    assert (await client.until_closed())[0] == 4401
    with pytest.raises(Refused) as no:
        await log_in(desk, name)
    assert no.value.reply["code"] == "suspended" and no.value.reply["rule"] == "spam"
    assert no.value.reply["until"] == done["suspended"]["until"]
    with pytest.raises(Refused) as no:
        await log_in(desk, name, "wrong password")
    assert no.value.reply["code"] == "login_failed"
    words = await root.post(f"people/{name}/unsuspend", REASON)
    assert words["person"]["suspended"] is None
    assert (await log_in(desk, name)).account["name"] == name


async def test_a_suspension_for_good_takes_two_where_there_are_two(desk):
    root = await admin(desk)
    bob, carl = await register(desk), await register(desk)
    # One admin alone decides alone.
    await root.post(f"people/{carl.account['name']}/suspend", REASON | {"rule": "spam"})
    second = await admin(desk, "root2")
    made = await root.post(f"people/{bob.account['name']}/suspend", REASON | {"rule": "spam"})
    assert root.status == 202
    proposal = made["proposal"]["id"]
    assert [p["by"] for p in (await second.get("proposals"))["proposals"]] == ["root1"]
    assert (await log_in(desk, bob.account["name"])).account
    await refused(root.post(f"proposals/{proposal}", {"accept": True}), "not_allowed")
    done = await second.post(f"proposals/{proposal}", {"accept": True})
    assert done["person"]["suspended"]["until"] is None
    await refused(log_in(desk, bob.account["name"]), "suspended")
    await refused(second.post(f"proposals/{proposal}", {"accept": True}), "no_proposal")
    acts = [(e["admin"], e["act"]) for e in (await root.get("audit"))["entries"]]
    assert ("root1", "propose_suspension") in acts and ("root2", "suspend") in acts


async def test_resets_give_a_profile_or_the_way_in_anew(desk):
    root = await admin(desk)
    bob = await register(desk)
    name = bob.account["name"]
    body = json.dumps({"display": "Rude Words", "about": "ruder"}).encode()
    assert (await bob.ask("PATCH", "/api/account", body=body)).status == 200
    done = await root.post(f"people/{name}/reset", REASON | {"what": "profile"})
    assert (done["person"]["display"], done["person"]["about"]) == (name, "") and "recovery" not in done
    done = await root.post(f"people/{name}/reset", REASON | {"what": "access"})
    assert (await bob.ask("GET", "/api/account")).status == 401
    await refused(log_in(desk, name), "login_failed")
    new = {"name": name, "recovery": done["recovery"], "password": "a new good one"}
    assert (await post(desk, "/api/recovery", new))[0]["account"]["name"] == name


async def test_a_complaint_leads_to_a_mute_or_to_the_end_of_a_room(desk):
    root = await admin(desk)
    async with await guest(desk) as ann, await guest(desk) as bob:
        room = await ann.create()
        await bob.join(room)
        said = await bob.say(room, "bad words")
        await ann.hears(room, said["seq"])
        complaint, _ = await complain(ann.session, room, [said["seq"]])
        path = f"complaints/{complaint['id']}/act"
        await refused(root.post(path, REASON | {"act": "warn"}), "no_person")  # no account behind it
        await refused(root.post(path, REASON | {"act": "mute"}), "bad_field")
        await root.post(path, REASON | {"act": "mute", "minutes": 10})
        await refused(bob.say(room, "more"), "muted")
        await root.post(path, REASON | {"act": "close_room"})
        await ann.until(lambda: ann.rooms[room].of("room_closed"))
        closed = ann.rooms[room].of("room_closed")[0]
        assert closed["reason"] == "admin"
        await refused(root.post(path, REASON | {"act": "close_room"}), "no_room")


async def test_no_answer_holds_what_is_said_in_a_room(desk):
    """Names of public rooms, members and messages are canaries; only evidence that somebody picked may hold them."""
    root = await admin(desk)
    async with await guest(desk, "Zkanarie Ann") as ann:
        room = await ann.create(name="Zkanarie room", topic="Zkanarie topic")
        await ann.say(room, "Zkanarie text")
        await report(ann.session, text="broken button")
        for method, path, body, _ in ROUTES:
            if method == "GET":
                answer = await root.ask(method, path, body)
                assert b"Zkanarie" not in answer.body, path


async def test_every_change_is_in_the_audit_log_with_its_reason(desk):
    root = await admin(desk)
    before = {e["n"] for e in (await root.get("audit"))["entries"]}
    await root.call("PATCH", "settings", {"emergency_level": 4, "registration": False})
    await root.post("rooms", {"kind": "global", "name": "Lobby"})
    bob_is_free = await ask(desk, "GET", "/api/transparency")
    assert bob_is_free.status == 200
    entries = [e for e in (await root.get("audit"))["entries"] if e["n"] not in before]
    assert {(e["admin"], e["act"]) for e in entries} == {("root1", "set"), ("root1", "define_room")}
    assert {e["subject"] for e in entries if e["act"] == "set"} == {"emergency_level = 4", "registration = off"}
    for _ in range(60):
        await root.call("PATCH", "settings", {"emergency_level": 5})
    first = await root.get("audit")
    assert len(first["entries"]) == 50 and first["more"]
    rest = await root.get(f"audit?before={first['entries'][-1]['n']}")
    numbers = [e["n"] for e in first["entries"] + rest["entries"]]
    assert numbers == sorted(numbers, reverse=True) and len(set(numbers)) == len(numbers)


async def test_settings_hold_at_once_and_after_a_restart(desk):
    root = await admin(desk)
    await root.call("PATCH", "settings", {"emergency_level": 3, "registration": False, "guests": True})
    await refused(register(desk), "registration_closed")
    desk.stop()
    desk.start()

    async def kept():
        now = await root.get("settings")
        return now == {"emergency_level": 3, "registration": False, "guests": True}

    await eventually(kept, 5)
    await refused(register(desk), "registration_closed")
    await root.call("PATCH", "settings", {"emergency_level": 5, "registration": True})
    assert (await register(desk)).account
    await root.call("PATCH", "settings", {"guests": False})
    await refused(Session.start(desk), "guests_closed")
    for body in ({"emergency_level": 0}, {"emergency_level": 6}, {"guests": "no"}, {"other": 1}):
        await refused(root.call("PATCH", "settings", body), "bad_field")


async def test_codes_are_those_of_the_rfc():
    """RFC 6238, appendix B, cut to six digits."""
    secret = b"12345678901234567890"
    known = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}
    assert {t: code_at(secret, t // 30) for t in known} == known
