"""What HTTP this server refuses: one answer, before the body is read, and then the close."""

import asyncio

import pytest
from kit.client import Session, change_fields
from kit.raw import Wire, ask, request, upgrade
from kit.server import Server
from kit.witness import Witness

SMUGGLED = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"


def malformed(server):
    """Name -> (bytes, status). Each is followed by a second request that must not be answered."""
    h = server.host

    def get(target="/livez", fields=(), **options):
        return request(server, "GET", target, fields, **options)

    def post(fields):
        return request(server, "POST", "/api/session", [*change_fields(server), *fields])

    many = [(f"X-{n}", "1") for n in range(64)]
    return {
        "chunked": (post([("Transfer-Encoding", "chunked")]) + b"0\r\n\r\n", 400),
        "Transfer-Encoding: identity": (post([("Transfer-Encoding", "identity")]), 400),
        "chunked beside a length": (
            post([("Content-Length", "2"), ("Transfer-Encoding", "chunked")]) + b"{}",
            400,
        ),
        "an odd Transfer-Encoding": (post([("transfer-encoding", " xchunked")]), 400),
        "Trailer": (post([("Trailer", "X-Late")]), 400),
        "Expect": (post([("Expect", "100-continue"), ("Content-Length", "2")]), 400),
        "two different lengths": (
            post([("Content-Length", "2"), ("Content-Length", "3")]) + b"{}",
            400,
        ),
        "a length with a sign": (post([("Content-Length", "+2")]) + b"{}", 400),
        "a length that is no number": (post([("Content-Length", "2, 2")]) + b"{}", 400),
        "a length beyond 64 bits": (post([("Content-Length", "9" * 30)]), (400, 413)),
        "HTTP/1.0 keep-alive": (get(fields=[("Connection", "keep-alive")], version="1.0"), 400),
        "HTTP/1.0 keep-alive in a list": (
            get(fields=[("Connection", "foo, Keep-Alive")], version="1.0"),
            400,
        ),
        "HTTP/2.0 in the line": (get(version="2.0"), 400),
        "no version": (b"GET /livez\r\n\r\n", 400),
        "no Host": (get(host=""), 400),
        "two Hosts": (get(fields=[("Host", h)]), 400),
        "an empty Host": (b"GET /livez HTTP/1.1\r\nHost: \r\n\r\n", 400),
        "a foreign Host": (get(host="evil.example"), 400),
        "a foreign port": (get(host="127.0.0.1:1"), 400),
        "a Host that begins like ours": (get(host=h + ".evil.example"), 400),
        "a Host with a user": (get(host="evil@" + h), 400),
        "absolute-form": (get(f"http://{h}/livez"), 400),
        "absolute-form of a stranger": (get("http://evil.example/livez"), 400),
        "authority-form": (request(server, "CONNECT", "evil.example:443"), 400),
        "asterisk-form": (request(server, "OPTIONS", "*"), 400),
        "an encoded slash": (get("/api%2frooms"), 400),
        "an encoded slash in capitals": (get("/api%2Frooms"), 400),
        "a dot segment": (get("/api/./rooms"), 400),
        "two dots": (get("/assets/../api/rooms"), 400),
        "encoded dots": (get("/assets/%2e%2e/api/rooms"), 400),
        "half-encoded dots": (get("/assets/.%2E/api/rooms"), 400),
        "two dots at the end": (get("/assets/.."), 400),
        "NUL": (b"GET /livez\0 HTTP/1.1\r\nHost: " + h.encode() + b"\r\n\r\n", 400),
        "an encoded NUL": (get("/livez%00"), 400),
        "NUL in a field": (get(fields=[("X-A", "a\0b")]), 400),
        "a backslash": (get("/api\\rooms"), 400),
        "an encoded backslash": (get("/api%5crooms"), 400),
        "a broken percent": (get("/api/rooms%zz"), 400),
        "a percent at the end": (get("/api/rooms%2"), 400),
        "an encoded percent": (get("/api/%252e%252e/rooms"), 400),
        "an encoded line feed": (get("/api%0arooms"), 400),
        "a fragment": (get("/livez#x"), 400),
        "a space in the target": (get("/li vez"), 400),
        "a byte above 127 in the target": (get("/liv\u00e9z"), 400),
        "a folded field": (get(fields=[("X-A", "1\r\n b")]), 400),
        "a space before the colon": (get(fields=[("X-A ", "1")]), 400),
        "a field without a colon": (f"GET /livez HTTP/1.1\r\nHost: {h}\r\nnonsense\r\n\r\n".encode(), 400),
        "a bare line feed": (f"GET /livez HTTP/1.1\nHost: {h}\n\n".encode() + b"\r\n\r\n", 400),
        "a bare carriage return": (get(fields=[("X-A", "1\rX-B: 2")]), 400),
        "a space before the method": (b" " + get(), 400),
        "a method of no token": (request(server, "G(ET", "/livez"), 400),
        "65 fields": (get(fields=many), 431),
        "16 KiB of fields": (get(fields=[("X-A", "a" * 16_400)]), 431),
        "16 KiB of target": (get("/" + "a" * 16_400), (431, 414, 400)),
        "a TLS hello": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n", 400),
        "an HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    }


class _Names:
    """A stand-in, only to list the names of the cases before a server runs."""

    host, origin = "h", "o"


@pytest.mark.parametrize("name", malformed(_Names))
async def test_a_refused_request_gets_one_answer_and_the_close(server, name):
    data, status = malformed(server)[name]
    async with Witness(server), await Wire.open(server) as wire:
        wire.send(data + SMUGGLED)
        answer = await wire.response()
        allowed = status if isinstance(status, tuple) else (status,)
        assert answer.status in allowed, answer
        assert answer.header("Cache-Control") == "no-store"
        assert answer.header("Server") is None
        assert answer.body.startswith(b'{"error":{')
        assert await wire.rest() == b"", "a second request was answered"


async def test_sixty_three_fields_beside_the_host_pass(server):
    answer = await ask(server, "GET", "/livez", [(f"X-{n}", "1") for n in range(62)])
    assert answer.status == 200


async def test_slow_headers_get_408_and_the_close():
    with Server({"http.header_s": 1}) as hasty:
        async with Witness(hasty), await Wire.open(hasty) as slow, await Wire.open(hasty) as mute:
            slow.send(b"GET /livez HTTP/1.1\r\nHost: ")
            answer = await slow.response(seconds=5)
            assert answer.status == 408 and b'"timeout"' in answer.body
            assert await slow.rest() == b""
            # The time counts from the connection, not from its first byte. Who has asked nothing
            # may be left without an answer.
            end = await mute.rest(5)
            assert end == b"" or end.startswith(b"HTTP/1.1 408")


async def test_a_dribble_of_header_bytes_does_not_prolong_the_time():
    with Server({"http.header_s": 1}) as hasty:
        async with await Wire.open(hasty) as wire:
            wire.send(b"GET /livez HTTP/1.1\r\n")
            reading = asyncio.ensure_future(wire.response(seconds=8))
            while not reading.done():
                wire.send(b"X: 1\r\n")
                await asyncio.wait([reading], timeout=0.1)
            assert reading.result().status == 408


async def test_a_body_larger_than_the_route_takes_gets_413_unread(server):
    async with Witness(server), await Wire.open(server) as wire:
        fields = [*change_fields(server), ("Content-Length", "100000000")]
        wire.send(request(server, "POST", "/api/session", fields))
        answer = await wire.response()
        assert answer.status == 413 and b'"too_large"' in answer.body
        assert await wire.rest() == b""


@pytest.mark.deadline(40)
async def test_a_body_slower_than_a_kilobyte_a_second_is_given_up(server):
    async with Witness(server), await Wire.open(server) as wire:
        fields = [*change_fields(server), ("Content-Length", "20")]
        wire.send(request(server, "POST", "/api/session", fields) + b"{")
        answer = await wire.response(seconds=15)
        assert answer.status == 408
        assert await wire.rest() == b""


async def test_two_requests_on_one_connection_are_answered_in_order(server):
    async with await Wire.open(server) as wire:
        wire.send(request(server, "GET", "/livez") + request(server, "GET", "/api/rooms"))
        assert b"status" in (await wire.response()).body
        assert b"rooms" in (await wire.response()).body


async def test_a_body_on_a_get_is_not_taken_for_a_request(server):
    async with await Wire.open(server) as wire:
        last = request(server, "GET", "/readyz", [("Connection", "close")])
        wire.send(request(server, "GET", "/livez", body=SMUGGLED) + last)
        # Refused at once, or the body skipped; the request inside the body gets no answer.
        assert (await wire.rest()).count(b"HTTP/1.1 ") in (1, 2)


async def test_http_1_0_is_answered_once_and_closed(server):
    async with await Wire.open(server) as wire:
        wire.send(request(server, "GET", "/livez", version="1.0"))
        assert (await wire.response()).status == 200
        assert await wire.rest() == b""


@pytest.mark.parametrize("method, path", [
    ("PUT", "/api/session"), ("PATCH", "/api/rooms"), ("POST", "/api/rooms"), ("DELETE", "/"),
    ("TRACE", "/livez"), ("OPTIONS", "/api/session"), ("POST", "/ws"), ("POST", "/metrics"),
])  # fmt: skip
async def test_a_method_that_the_route_does_not_take_gets_405(server, method, path):
    answer = await ask(server, method, path, change_fields(server))
    assert answer.status == 405 and b'"bad_method"' in answer.body


@pytest.mark.parametrize("path", ["/nothing", "/api", "/api/", "/api/nothing", "/admin", "/.git/config", "/R/x"])
async def test_an_unknown_path_gets_404(server, path):
    answer = await ask(server, "GET", path)
    assert answer.status == 404 and b'"not_found"' in answer.body
    assert answer.header("Cache-Control") == "no-store"


async def test_head_is_answered_without_a_body(server):
    async with await Wire.open(server) as wire:
        wire.send(request(server, "HEAD", "/livez", [("Connection", "close")]))
        assert (await wire.response("HEAD")).status in (200, 405)
        assert await wire.rest() == b""


async def test_no_answer_bears_a_server_header_not_even_the_101(server):
    session = await Session.start(server)
    async with await Wire.open(server) as wire:
        wire.send(upgrade(server, session.cookie))
        answer = await wire.response()
        assert answer.status == 101 and answer.header("Server") is None
    for path in ("/", "/livez", "/metrics", "/api/rooms", "/nothing", "/ws"):
        assert (await ask(server, "GET", path)).header("Server") is None
