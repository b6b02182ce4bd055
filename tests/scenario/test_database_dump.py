"""The database holds accounts, and what runs the server, and nothing that was said: every table, every column and every byte of it is looked through."""

import base64
import hashlib
import json
import secrets
import sqlite3
from pathlib import Path

import pytest
from kit.accounts import MANY, entered, log_in, post, register
from kit.client import Refused, guest, new_cid
from kit.expect import refused
from kit.friends import Person, befriend, person
from kit.pictures import png, show, upload
from kit.postgres import Postgres
from kit.server import CANARY, Server

# Everything that may ever be kept on disk. Whoever adds to it says here, and in docs/SECURITY.md, what of people it holds.
KEPT = {
    "accounts": "person name name_key password recovery created_at display display_key avatar about theme language region "
    "hide_profile hide_name invisible requests_off",
    "name_keys": "name_key person",
    "logins": "number token person ends_at",
    "friend_pairs": "lower higher state since lower_blocks higher_blocks lower_declined_at higher_declined_at",
    "friend_requests": "number sender sent_at",
    # What reporters picked and wrote, and what staff wrote to them. Nothing of it here: nobody complains in this scenario.
    "complaints": "id receipt reporter about kind rule state outcome created_at changed_at decided_at assigned room m "
    "evidence",
    "complaint_posts": "complaint n at author admin text",
    # Staff and what it did; of people an account's name.
    "admins": "name password totp step created_at",
    "admin_logins": "token admin last_seen confirmed_at",
    "audit_log": "n at admin act subject reason",
    "official_rooms": "id kind name topic region opens_at closes_at capacity created_at",
    "announcements": "id text scope region room from_at until_at made_by",
    "suspensions": "person until_at rule since",
    "warnings": "number person rule at",
    "proposals": "id person rule reason made_by at",
    "settings": "key value",
    "schema_migrations": "version applied_at",
}
# Where a word of the busy scenario belongs. Nothing else of it may be anywhere.
BELONGS = {
    "account name": {("accounts", "name"), ("accounts", "name_key"), ("name_keys", "name_key")},
    "display name": {("accounts", "display"), ("accounts", "display_key"), ("name_keys", "name_key")},
    "about": {("accounts", "about")},
}
SAID = ["text", "edited", "quoted", "room name", "new room name", "topic", "reason", "knock", "picture", "file name"]
SAID += ["guest name", "renamed", "search", "direct", "invited room"]
SECRETS = ["password", "old password", "wrong password", "room password", "new room password"]
LEFT = ["left name", "left display", "left about", "left password"]
SETTINGS = MANY | {"rooms.per_account": 100}
QUICK_HASHES = [hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.blake2b]


def canary():
    """It ends in letters that stay what they are when names are compared: that end is what is searched for."""
    return CANARY.lower() + "".join(secrets.choice("bcdfghjkpqrst") for _ in range(14))


def trace(word):
    return word[len(CANARY) :]


class Busy:
    """A server with something in every field that takes a word; `words` is what went where."""

    def __init__(self, server):
        self.server = server
        self.words = {kind: canary() for kind in [*BELONGS, *SAID, *SECRETS, *LEFT]}
        self.tokens, self.recoveries, self.rooms = [], [], []

    async def happens(self):
        await self._accounts()
        async with await self.user.open() as ann, await guest(self.server, self.words["guest name"]) as bob:
            self.tokens.append(bob.session.cookie)
            room = await self._talk(ann, bob)
            await self._doors(ann, bob, room)
            await self._friends(await Person(ann).listen())
        self.server.secrets |= set(self.words.values())

    async def _accounts(self):
        w, server = self.words, self.server
        user = await register(server, w["account name"], w["old password"])
        self._seen(user)
        body = {"password": w["old password"], "new_password": w["password"]}
        self._seen(await entered(server, "/api/account/password", body, user.cookie))
        with pytest.raises(Refused, match="login_failed"):
            await log_in(server, user.account["name"], w["wrong password"])
        with pytest.raises(Refused, match="name_taken"):
            await register(server, user.account["name"], w["wrong password"])
        self.user = await log_in(server, user.account["name"], w["password"])
        self._seen(self.user)
        leaver = await register(server, w["left name"], w["left password"])
        self._seen(leaver)
        profile = {"display": w["left display"], "about": w["left about"]}
        assert (await leaver.ask("PATCH", "/api/account", body=json.dumps(profile).encode())).status == 200
        await post(server, "/api/account/delete", {"password": w["left password"]}, leaver.cookie)
        # After the deletion, which empties SQLite's journal: something is to be in it.
        profile = {"display": w["display name"], "about": w["about"], "language": "de-AT", "theme": "dark"}
        assert (await self.user.ask("PATCH", "/api/account", body=json.dumps(profile).encode())).status == 200

    async def _friends(self, ann):
        async with await person(self.server) as bob, await person(self.server) as eve:
            self._seen(bob.client.session)
            self._seen(eve.client.session)
            await befriend(ann, bob)
            await eve.ask(ann)
            await ann.block(eve)
            room = await ann.direct(bob)
            await ann.client.say(room, self.words["direct"])
            await bob.noticed("direct")
            await ann.client.create(self.words["invited room"])
            await ann.command("invite_send", room=list(ann.client.rooms)[-1], name=bob.name)
            await bob.noticed("invite")

    def _seen(self, session):
        self.tokens.append(session.cookie)
        if session.recovery:
            self.recoveries.append(session.recovery)

    async def _talk(self, ann, bob):
        w = self.words
        room = await ann.create(w["room name"], topic=w["topic"])
        await bob.join(room)
        quoted = (await bob.say(room, w["quoted"]))["seq"]
        fields = {"cid": new_cid(), "body": {"text": w["text"]}, "reply_to": quoted}
        said = (await ann.command("say", room=room, **fields))["seq"]
        await ann.command("edit", room=room, target=said, body={"text": w["edited"]})
        picture = await upload(ann, room, png(size=20_000, mark=w["picture"].encode()))
        await show(ann, room, picture, media={"id": picture["id"], "name": w["file name"]})
        await bob.command("rename", name=w["renamed"])
        await bob.command("rooms", q=w["search"])
        await ann.command("room_set", room=room, name=w["new room name"])
        await ann.command("close", room=room, reason=w["reason"])
        return room

    async def _doors(self, ann, bob, closed):
        w = self.words
        shut = await ann.create(entry="password", password=w["room password"])
        await refused(bob.command("join", room=shut, password=w["wrong password"]), "password_wrong")
        await bob.join(shut, password=w["room password"])
        await ann.act("room_set", shut, password=w["new room password"])
        knocked = await ann.create(entry="knock")
        await bob.command("knock", room=knocked, text=w["knock"])
        invited = await ann.create(entry="invite")
        token = (await ann.command("invite_create", room=invited))["token"]
        await bob.join(invited, invite=token)
        self.tokens.append(f"invite={token}")
        self.rooms = [closed, shut, knocked, invited]

    def may_not_be_found(self, allowed=()):
        """What, and how it could be written down: as it is, in UTF-16, in base64, as hex, or hashed without care."""
        words = {kind: [trace(word)] for kind, word in self.words.items() if kind not in BELONGS and kind not in allowed}
        words["room"] = self.rooms
        words["recovery words"] = [said.replace(" ", gap) for said in self.recoveries for gap in (" ", "-", "")]
        words["token"] = [cookie.split("=", 1)[1] for cookie in self.tokens]
        words["address"] = ["127.0.0.1"]
        for kind, form in ((kind, form) for kind, forms in words.items() for form in forms):
            plain = form.encode()
            yield from ((kind, plain), (kind, form.encode("utf-16-le")), (kind, plain.hex().encode()))
        for kind in SECRETS:
            word = self.words[kind].encode()
            yield kind, base64.b64encode(word)[:-4]
            for digest in (hash_of(word).digest() for hash_of in QUICK_HASHES):
                yield from ((kind, digest), (kind, digest.hex().encode()))

    def assert_not_in(self, data, where, allowed=()):
        found = {kind for kind, form in self.may_not_be_found(allowed) if form in data}
        assert found == set(), f"{where} holds {found}"

    def belonging(self, tables):
        """The table and column of each cell in which a word of an account stands."""
        found = {kind: set() for kind in BELONGS}
        for table, rows in tables.items():
            for column, value in ((c, v) for row in rows for c, v in row.items()):
                for kind in BELONGS:
                    if trace(self.words[kind]) in str(value):
                        found[kind].add((table, column))
        return found


def everything_in_sqlite(file):
    """Every table of the file as rows of column and value, and the columns of each."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        columns = {name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")} for name in names}
        rows = {name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")] for name in names}
    return rows, columns


def everything_in_postgres(database):
    where = "table_schema NOT IN ('pg_catalog', 'information_schema')"
    pairs = database.ask(f"SELECT table_name, column_name FROM information_schema.columns WHERE {where}").split()
    columns = {}
    for table, column in (pair.split("|") for pair in pairs):
        columns.setdefault(table, set()).add(column)
    asked = {table: database.ask(f"SELECT row_to_json(t) FROM {table} t").splitlines() for table in columns}
    return {table: [json.loads(row) for row in rows] for table, rows in asked.items()}, columns


def assert_only_what_is_kept(busy, rows, columns):
    assert columns == {table: set(names.split()) for table, names in KEPT.items()}
    assert busy.belonging(rows) == BELONGS
    for table, row in ((table, row) for table, them in rows.items() for row in them):
        busy.assert_not_in(str(row).encode(), table)
    assert len(rows["accounts"]) == 3 and len(rows["friend_pairs"]) == 2
    for account in rows["accounts"]:
        assert account["password"].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert account["recovery"].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    hashes = {hashlib.sha256(cookie.split("=", 1)[1].encode()).hexdigest() for cookie in busy.tokens}
    kept = [row["token"] for row in rows["logins"]]
    kept = [token.hex() if isinstance(token, bytes) else token.removeprefix("\\x") for token in kept]
    assert len(kept) == 4 and set(kept) <= hashes, "of a login its hash alone, and none of what has ended"


def bytes_under(folder):
    """The files of a folder that somebody writes to just now, by their paths."""
    for file in sorted(Path(folder).rglob("*")):
        try:
            if file.is_file():
                yield file, file.read_bytes()
        except FileNotFoundError:
            pass


async def test_sqlite_holds_accounts_alone_in_its_tables_its_journal_and_its_free_pages():
    with Server(SETTINGS) as server:
        busy = Busy(server)
        await busy.happens()
        file = server.home / "data/srchat.db"
        assert_only_what_is_kept(busy, *everything_in_sqlite(file))
        files = dict(bytes_under(server.home / "data"))
        assert any(path.name.endswith("-wal") and content for path, content in files.items()), "the journal is empty"
        assert any(trace(busy.words["about"]).encode() in content for content in files.values()), "nothing can be found"
        for path, content in files.items():
            busy.assert_not_in(content, path.name)
        server.stop()
        for path, content in bytes_under(server.home):
            # The ready line of the log says where the server listens.
            busy.assert_not_in(content, path.name, {"address"} if path == server.stderr_path else ())


async def test_postgresql_is_told_about_accounts_alone():
    with Postgres() as database, Server(SETTINGS | database.settings) as server:
        busy = Busy(server)
        await busy.happens()
        assert_only_what_is_kept(busy, *everything_in_postgres(database))
        dump = database.dump()
        assert trace(busy.words["about"]).encode() in dump, "nothing can be found"
        busy.assert_not_in(dump, "the dump")
        # Rows that were deleted stay in the files until PostgreSQL vacuums: docs/SECURITY.md says so. What it was never
        # told is nowhere in them.
        for path, content in bytes_under(database.folder / "data"):
            if "base" in path.parts or "pg_wal" in path.parts:
                busy.assert_not_in(content, path.name, {"address", *LEFT} - {"left password"})
        log = (database.folder / "log").read_bytes()
        for kind, word in busy.words.items():
            assert trace(word).encode() not in log, f"PostgreSQL's log holds the {kind}"
