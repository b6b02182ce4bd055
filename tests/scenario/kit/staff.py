"""Admins, written from section 20 of docs/PROTOCOL.md: made on the command line, logged in with a one-time code."""

import base64
import hashlib
import hmac
import json
import re
import subprocess
import time

from .client import Refused, change_fields
from .raw import ask
from .server import BINARY, environment

PASSWORD = "Zkanarie admin horse"
STEP_S = 30


def code_at(secret, step):
    """RFC 6238 with SHA-1 and six digits."""
    mac = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def command(server, *words, password=PASSWORD):
    """Runs `srchat admin ...` on the server's database."""
    return subprocess.run(
        [str(BINARY), "admin", *words, "--data-dir", str(server.home / "data")],
        input=f"{password}\n",
        env=environment(server.config),
        capture_output=True,
        text=True,
        timeout=30,
    )


class Authenticator:
    """A secret, and codes of which none is given out twice."""

    def __init__(self, secret):
        self.secret, self.last = secret, 0

    def code(self):
        now = int(time.time()) // STEP_S
        step = max(now - 1, self.last + 1)
        assert step <= now + 1, "three codes are good at a time, and all were used"
        self.last = step
        return code_at(self.secret, step)


class Admin:
    """One admin with, once logged in, a cookie."""

    def __init__(self, server, name, password=PASSWORD):
        made = command(server, "create", name, password=password)
        assert made.returncode == 0, made.stderr
        text = re.search(r"^  ([A-Z2-7]{32})$", made.stdout, re.M)[1]
        self.server, self.name, self.password = server, name, password
        self.codes = Authenticator(base64.b32decode(text))
        self.cookie = None
        server.secrets |= {password, text}

    async def ask(self, method, path, body=None, fields=None):
        own = [("Cookie", self.cookie)] if self.cookie else []
        own += change_fields(self.server) if fields is None else fields
        content = b"" if body is None else json.dumps(body).encode()
        return await ask(self.server, method, f"/admin/api/{path}", own, content)

    async def call(self, method, path, body=None):
        """The content of the answer; `Refused` carries its error."""
        answer = await self.ask(method, path, body)
        content = json.loads(answer.body) if answer.body else {}
        if answer.status >= 400:
            raise Refused(content["error"] | {"status": answer.status})
        self.status = answer.status
        return content

    async def get(self, path):
        return await self.call("GET", path)

    async def post(self, path, body=None):
        return await self.call("POST", path, {} if body is None else body)

    async def log_in(self, **other):
        code = other.get("code") or self.codes.code()
        body = {"name": self.name, "password": self.password, "code": code} | other
        answer = await ask(self.server, "POST", "/admin/api/login", change_fields(self.server), json.dumps(body).encode())
        if answer.status != 200:
            raise Refused(json.loads(answer.body)["error"] | {"status": answer.status})
        self.cookie = answer.header("Set-Cookie").split(";")[0]
        self.set_cookie = answer.header("Set-Cookie")
        return self

    async def confirm(self):
        return await self.post("confirm", {"password": self.password, "code": self.codes.code()})


async def admin(server, name="root1"):
    return await Admin(server, name).log_in()
