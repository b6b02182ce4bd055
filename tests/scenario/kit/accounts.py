"""Registering, logging in and what follows, written from section 12 of docs/PROTOCOL.md."""

import itertools
import json

from .client import Refused, Session, change_fields
from .raw import ask

PASSWORD = "Zkanarie correct horse"
# For tests that are about something else than how often one may try.
MANY = {
    "limits.registrations_per_hour": 1_000_000,
    "limits.login_burst": 1_000_000,
    "limits.login_address_burst": 1_000_000,
    "friends.per_day": 1_000_000,
}
_numbers = itertools.count(1)


def fresh_account():
    return f"zkanarie-{next(_numbers)}"


async def post(server, path, body, cookie=None):
    """The content of the answer and the cookie that came with it, if one did."""
    own = [("Cookie", cookie)] if cookie else []
    answer = await ask(server, "POST", path, [*own, *change_fields(server)], json.dumps(body).encode())
    content = json.loads(answer.body) if answer.body else {}
    if answer.status >= 400:
        raise Refused(content["error"] | {"status": answer.status})
    cookies = answer.all("Set-Cookie")
    return content, cookies[0].split(";")[0] if cookies else None


async def entered(server, path, body, cookie=None):
    """A session of the account, with `account` and, where they are new, the `recovery` words."""
    content, fresh = await post(server, path, body, cookie)
    session = Session(server, fresh, content)
    session.account, session.recovery = content["account"], content.get("recovery")
    session.password = body.get("new_password", body.get("password"))
    server.secrets |= {session.password} | ({session.recovery} if session.recovery else set())
    return session


async def register(server, name=None, password=PASSWORD, cookie=None):
    return await entered(server, "/api/account", {"name": name or fresh_account(), "password": password}, cookie)


async def log_in(server, name, password=PASSWORD, cookie=None):
    return await entered(server, "/api/login", {"name": name, "password": password}, cookie)
