"""Raw HTTP and raw WebSocket frames: whatever a well-behaved library would never send."""

import asyncio
import base64
import os
import socket
import struct
from dataclasses import dataclass, field

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
CONTINUATION = 0
PATIENCE = 10.0  # seconds for anything that should happen at once, on a loaded machine


@dataclass
class Response:
    """One HTTP response with its header fields in their order."""

    status: int
    fields: list = field(default_factory=list)
    body: bytes = b""

    def all(self, name):
        return [value for key, value in self.fields if key.lower() == name.lower()]

    def header(self, name):
        values = self.all(name)
        assert len(values) <= 1, f"{name} is there {len(values)} times"
        return values[0] if values else None


def request(server, method, path, fields=(), body=b"", *, host=None, version="1.1"):
    """The bytes of a request. `host=""` leaves Host out; the length is added when there is a body."""
    host = server.host if host is None else host
    lines = [f"{method} {path} HTTP/{version}"]
    lines += [f"Host: {host}"] if host else []
    lines += [f"{name}: {value}" for name, value in fields]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def cut(transport):
    """Ends a connection now, not at the next turn of the loop: a test may block in between."""
    try:
        transport.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    transport.abort()


class Wire:
    """One TCP connection to the server, as bytes."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, server, local=None):
        return cls(
            *await asyncio.open_connection(
                "127.0.0.1", server.port, limit=1 << 22, local_addr=local and (local, 0)
            )
        )

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.abort()

    def abort(self):
        cut(self.writer.transport)

    def send(self, data):
        self.writer.write(data)

    async def drain(self):
        """Waits until the kernel has most of what was sent; false if the peer has gone."""
        try:
            await self.writer.drain()
            return not self.writer.transport.is_closing()
        except ConnectionError:
            return False

    async def response(self, method="GET", seconds=PATIENCE):
        """Reads one response; the error names what arrived if that was none."""
        async with asyncio.timeout(seconds):
            head = await self.reader.readuntil(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            answer = Response(int(lines[0].split(" ")[1]))
            answer.fields = [tuple(line.split(": ", 1)) for line in lines[1:] if line]
            length = answer.header("Content-Length")
            bodiless = method == "HEAD" or answer.status in (101, 204, 304)
            if length is not None and not bodiless:
                answer.body = await self.reader.readexactly(int(length))
            elif not bodiless:
                answer.body = await self.reader.read()
            return answer

    async def rest(self, seconds=PATIENCE):
        """Everything until the server closes. A reset counts as a close."""
        data = b""
        async with asyncio.timeout(seconds):
            try:
                while piece := await self.reader.read(1 << 16):
                    data += piece
            except ConnectionError:
                pass
        return data


async def ask(server, method, path, fields=(), body=b"", **options):
    """One request on its own connection."""
    async with await Wire.open(server) as wire:
        fields = [*fields, ("Connection", "close")]
        wire.send(request(server, method, path, fields, body, **options))
        return await wire.response(method)


def upgrade(server, cookie=None, origin=None, extra=()):
    """The bytes of a WebSocket upgrade; `origin=""` leaves the header out."""
    origin = server.origin if origin is None else origin
    fields = [("Upgrade", "websocket"), ("Connection", "Upgrade")]
    fields += [("Sec-WebSocket-Version", "13")]
    fields += [("Sec-WebSocket-Key", base64.b64encode(os.urandom(16)).decode())]
    fields += [("Origin", origin)] if origin else []
    fields += [("Cookie", cookie)] if cookie else []
    return request(server, "GET", "/ws", [*fields, *extra])


def frame(opcode, payload=b"", *, fin=True, rsv=0, masked=True, width=None, length=None):
    """One frame. `length` lies about the size, `width` (7, 16, 64) forces an encoding of it."""
    payload = payload.encode() if isinstance(payload, str) else payload
    size = len(payload) if length is None else length
    width = width or (7 if size < 126 else 16 if size < 65536 else 64)
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    mark = 0x80 if masked else 0
    if width == 7:
        head += bytes([mark | size])
    else:
        head += bytes([mark | (126 if width == 16 else 127)])
        head += struct.pack("!H" if width == 16 else "!Q", size)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    stream = (mask * (len(payload) // 4 + 1))[: len(payload)]
    mixed = int.from_bytes(payload, "big") ^ int.from_bytes(stream, "big")
    return head + mask + mixed.to_bytes(len(payload), "big")


class RawSocket(Wire):
    """A WebSocket after its 101, with every bit of a frame in the test's hand."""

    @classmethod
    async def upgrade(cls, server, cookie, **options):
        wire = await cls.open(server)
        wire.send(upgrade(server, cookie, **options))
        answer = await wire.response()
        assert answer.status == 101, f"no upgrade but {answer.status} {answer.body!r}"
        return wire

    async def read(self, seconds=PATIENCE):
        """The next frame as (opcode, payload). Judges what no server frame may be."""
        async with asyncio.timeout(seconds):
            first, second = await self.reader.readexactly(2)
            assert first & 0x70 == 0 and second & 0x80 == 0, "RSV bits or a mask from the server"
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", await self.reader.readexactly(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
            return first & 0x0F, await self.reader.readexactly(size)

    async def read_text(self, seconds=PATIENCE):
        """The next text frame; pings on the way are answered."""
        async with asyncio.timeout(seconds):
            while True:
                opcode, payload = await self.read(seconds)
                if opcode == TEXT:
                    return payload
                if opcode == PING:
                    self.send(frame(PONG, payload))
                assert opcode != CLOSE, f"closed with {payload!r}"

    async def closing(self, seconds=PATIENCE):
        """Reads on until the close frame: (code, reason). 1006 if the connection just ends."""
        async with asyncio.timeout(seconds):
            try:
                while True:
                    opcode, payload = await self.read(seconds)
                    if opcode == CLOSE:
                        code = struct.unpack("!H", payload[:2])[0] if payload else 1005
                        return code, payload[2:].decode()
            except (asyncio.IncompleteReadError, ConnectionError):
                return 1006, ""
