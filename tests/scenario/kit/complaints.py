"""Sending complaints and following them up, written from section 18 of docs/PROTOCOL.md."""

import json

from .client import Refused, change_fields
from .raw import ask


async def call(session, method, path, body=None):
    content = b"" if body is None else json.dumps(body).encode()
    answer = await session.ask(method, path, body=content)
    told = json.loads(answer.body) if answer.body else {}
    if answer.status >= 400:
        raise Refused(told["error"] | {"status": answer.status})
    return told


async def preview(session, room, messages=(), m=None):
    body = {"room": room, "messages": list(messages)} | ({"m": m} if m else {})
    return await call(session, "POST", "/api/complaints/preview", body)


async def complain(session, room, messages=(), m=None, kind=None, rule="spam", text="They would not stop."):
    """Sends one about what a room holds; returns the complaint and, for a visitor, the receipt."""
    seen = await preview(session, room, messages, m)
    evidence = {"room": room, "messages": list(messages), "digest": seen["digest"]} | ({"m": m} if m else {})
    kind = kind or ("message" if messages else "member" if m else "room")
    sent = await call(
        session, "POST", "/api/complaints", {"kind": kind, "rule": rule, "text": text, "evidence": evidence}
    )
    assert sent["complaint"]["evidence"] == seen["evidence"]
    return sent["complaint"], sent.get("receipt")


async def report(session, kind="bug", text="It does not work."):
    sent = await call(session, "POST", "/api/complaints", {"kind": kind, "text": text})
    return sent["complaint"], sent.get("receipt")


async def by_receipt(server, receipt, text=None):
    """Opens the thread that belongs to the words, or writes into it; needs no session."""
    path, body = "/api/receipts", {"receipt": receipt}
    if text is not None:
        path, body = "/api/receipts/posts", body | {"text": text}
    answer = await ask(server, "POST", path, change_fields(server), json.dumps(body).encode())
    told = json.loads(answer.body)
    if answer.status >= 400:
        raise Refused(told["error"] | {"status": answer.status})
    return told["complaint"]
