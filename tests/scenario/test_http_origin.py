"""Who may change something, and who may open a socket: the origin decides."""

import json

import pytest
from kit.client import Session, change_fields
from kit.raw import Wire, ask, request, upgrade
from kit.server import Server


def foreign(server):
    """Origins that are not the server's own, however near."""
    return {
        "missing": "",
        "null": "null",
        "a prefix": server.origin[:-1],
        "a suffix": server.origin + "0",
        "another port": "http://127.0.0.1:1",
        "no port": "http://127.0.0.1",
        "https": server.origin.replace("http:", "https:"),
        "a path behind": server.origin + "/",
        "a stranger": "https://evil.example",
        "ours as a name of theirs": f"http://{server.host}.evil.example",
        "ours as their user": f"http://{server.host}@evil.example",
        "ours in other case, with junk": server.origin.upper() + "x",
        "two origins": f"{server.origin} https://evil.example",
    }


class _Names:
    host, origin = "127.0.0.1:1", "http://127.0.0.1:1"


@pytest.mark.parametrize("name", foreign(_Names))
async def test_a_foreign_origin_gets_403_and_neither_session_nor_101(server, name):
    origin = foreign(server)[name]
    session = await Session.start(server)
    fields = [(k, v) for k, v in change_fields(server) if k != "Origin"]
    fields += [("Origin", origin)] if origin else []
    made = await ask(server, "POST", "/api/session", fields, b"{}")
    assert made.status == 403 and b'"bad_origin"' in made.body and not made.all("Set-Cookie")
    ended = await ask(server, "DELETE", "/api/session", [*fields, ("Cookie", session.cookie)])
    assert ended.status == 403
    async with await Wire.open(server) as wire:
        wire.send(upgrade(server, session.cookie, origin=origin))
        answer = await wire.response()
        assert answer.status == 403 and b'"bad_origin"' in answer.body
        assert await wire.rest() == b""
    assert json.loads((await session.ask("GET", "/api/session")).body)["you"] == session.you


async def test_two_origin_fields_are_refused(server):
    fields = [*change_fields(server), ("Origin", "https://evil.example")]
    assert (await ask(server, "POST", "/api/session", fields, b"{}")).status in (400, 403)


@pytest.mark.parametrize("value", [None, "", "0", "2", "1, 1"])
async def test_a_change_without_the_own_header_gets_403(server, value):
    fields = [(k, v) for k, v in change_fields(server) if k != "X-SRChat"]
    fields += [("X-SRChat", value)] if value is not None else []
    answer = await ask(server, "POST", "/api/session", fields, b"{}")
    assert answer.status == 403 and b'"missing_header"' in answer.body


@pytest.mark.parametrize(
    "kind",
    [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data"],
)
async def test_a_change_that_is_not_json_gets_415(server, kind):
    fields = [(k, v) for k, v in change_fields(server) if k != "Content-Type"]
    fields += [("Content-Type", kind)] if kind else []
    answer = await ask(server, "POST", "/api/session", fields, b"{}")
    assert answer.status == 415 and b'"not_json"' in answer.body


async def test_json_with_a_charset_is_json(server):
    fields = [(k, v) for k, v in change_fields(server) if k != "Content-Type"]
    fields += [("Content-Type", "application/json; charset=utf-8")]
    assert (await ask(server, "POST", "/api/session", fields, b"{}")).status == 201


@pytest.mark.parametrize(
    "body, code",
    [
        (b"{", "bad_json"),
        (b"[]", "bad_json"),
        (b'{"name":"a","name":"b"}', "bad_json"),
        (b'{}\0', "bad_json"),
        (b'{"name":"\xff"}', "bad_json"),
        (b'{"name":5}', "bad_field"),
        (b'{"nome":"Ann"}', "bad_field"),
        (b"[" * 900, "bad_json"),
    ],
)
async def test_a_session_asked_for_in_bad_form_gets_400(server, body, code):
    answer = await ask(server, "POST", "/api/session", change_fields(server), body)
    assert (answer.status, json.loads(answer.body)["error"]["code"]) == (400, code)


async def test_get_changes_nothing_even_with_everything_a_change_needs(server):
    for path in ("/api/session", "/api/rooms", "/"):
        answer = await ask(server, "GET", path, change_fields(server))
        assert answer.status == 200 and not answer.all("Set-Cookie")


async def test_a_socket_without_a_session_gets_401(server):
    for cookie in (None, "sid=" + "A" * 43, "sid=", "other=1"):
        async with await Wire.open(server) as wire:
            wire.send(upgrade(server, cookie))
            answer = await wire.response()
            assert answer.status == 401 and b'"no_session"' in answer.body


@pytest.mark.parametrize("path", ["/ws?token={}", "/ws?sid={}"])
async def test_a_token_in_the_url_opens_nothing(server, path):
    session = await Session.start(server)
    token = session.cookie.split("=", 1)[1]
    async with await Wire.open(server) as wire:
        data = upgrade(server).replace(b"/ws ", path.format(token).encode() + b" ", 1)
        wire.send(data)
        assert (await wire.response()).status in (400, 401, 404)


async def test_a_get_of_ws_that_is_no_upgrade_is_refused(server):
    session = await Session.start(server)
    fields = [("Origin", server.origin), ("Cookie", session.cookie)]
    assert (await ask(server, "GET", "/ws", fields)).status in (400, 426)
    for broken in ("Sec-WebSocket-Version", "Sec-WebSocket-Key"):
        data = upgrade(server, session.cookie).split(b"\r\n")
        data = b"\r\n".join(line for line in data if not line.startswith(broken.encode()))
        async with await Wire.open(server) as wire:
            wire.send(data)
            assert (await wire.response()).status in (400, 426)


async def test_an_upgrade_asked_for_compression_gets_none(server):
    session = await Session.start(server)
    async with await Wire.open(server) as wire:
        extra = [("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")]
        wire.send(upgrade(server, session.cookie, extra=extra))
        answer = await wire.response()
        assert answer.status == 101 and answer.header("Sec-WebSocket-Extensions") is None


async def test_localhost_is_an_address_of_the_page_with_its_own_origin(server):
    host = f"localhost:{server.port}"
    fields = [("Origin", f"http://{host}"), *change_fields(server)[1:]]
    made = await ask(server, "POST", "/api/session", fields, b"{}", host=host)
    assert made.status == 201


async def test_a_configured_origin_is_served_with_the_host_cookie_and_no_other():
    with Server({"server.origins": "https://chat.example.org"}) as behind:
        fields = [("Origin", "https://chat.example.org"), *change_fields(behind)[1:]]
        made = await ask(behind, "POST", "/api/session", fields, b"{}", host="chat.example.org")
        assert made.status == 201
        pair, *flags = made.header("Set-Cookie").split("; ")
        assert pair.startswith("__Host-sid=") and "Secure" in flags and "Path=/" in flags
        behind.secrets.add(pair.split("=", 1)[1])
        # The same cookie opens a socket there, and the loopback name does not read it.
        wanted = request(behind, "GET", "/api/session", [("Cookie", pair)], host="chat.example.org")
        async with await Wire.open(behind) as wire:
            wire.send(wanted)
            assert b'"you":{' in (await wire.response()).body
        plain = [("Cookie", pair.replace("__Host-sid", "sid"))]
        answer = await ask(behind, "GET", "/api/session", plain, host="chat.example.org")
        assert json.loads(answer.body)["you"] is None
        mixed = await ask(behind, "POST", "/api/session", fields, b"{}")
        assert mixed.status == 403, "the Origin of one name with the Host of another"
