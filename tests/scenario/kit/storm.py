"""Logins offered at a steady rate, whether or not the last ones were answered, by a process of its own."""

import asyncio
import gc
import json
import multiprocessing
import time
from dataclasses import dataclass, field


@dataclass
class Answers:
    """How many of each status (0: none), and the seconds until each came."""

    times: dict = field(default_factory=dict)
    without_retry_after: int = 0
    codes: set = field(default_factory=set)
    behind_s: float = 0.0  # how late the generator itself was, at most

    def count(self, *statuses):
        return sum(len(self.times.get(status, ())) for status in statuses)


class Storm:
    """Use it as a context manager; `blow` returns when every login of the storm is answered."""

    def __init__(self, server, logins):
        """`logins` are (name, password) in turn."""
        here, there = multiprocessing.Pipe()
        self.pipe = here
        requests = [_request(server, name, password) for name, password in logins]
        start = multiprocessing.get_context("spawn")
        self.process = start.Process(target=_run, args=(server.port, requests, there), daemon=True)

    async def __aenter__(self):
        self.process.start()
        assert await self._hear() == "ready"
        return self

    async def __aexit__(self, *_):
        self.process.kill()
        await asyncio.to_thread(self.process.join)

    async def blow(self, per_second, seconds):
        self.pipe.send((per_second, seconds))
        return await self._hear(seconds + 30)

    async def _hear(self, seconds=30):
        if not await asyncio.to_thread(self.pipe.poll, seconds):
            raise AssertionError("the storm does not end")
        return self.pipe.recv()


def _request(server, name, password):
    body = json.dumps({"name": name, "password": password})
    head = f"POST /api/login HTTP/1.1\r\nHost: {server.host}\r\nOrigin: {server.origin}\r\nX-SRChat: 1\r\nConnection: close\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


class _Login(asyncio.Protocol):
    def __init__(self, request, answers, done):
        self.request, self.answers, self.done = request, answers, done
        self.begun, self.data = time.perf_counter(), b""

    def connection_made(self, transport):
        transport.write(self.request)

    def data_received(self, data):
        self.data += data

    def connection_lost(self, _):
        status = int(self.data.split(b" ", 2)[1]) if self.data.startswith(b"HTTP/1.1 ") else 0
        self.answers.times.setdefault(status, []).append(time.perf_counter() - self.begun)
        if status == 503:
            head, _, body = self.data.partition(b"\r\n\r\n")
            self.answers.without_retry_after += b"\r\nRetry-After: " not in head
            self.answers.codes.add(json.loads(body)["error"]["code"])
        self.done.set_result(None)


def _run(port, requests, pipe):
    gc.disable()
    pipe.send("ready")
    while True:
        per_second, seconds = pipe.recv()
        pipe.send(asyncio.run(_blow(port, requests, per_second, seconds)))


async def _blow(port, requests, per_second, seconds):
    loop, answers = asyncio.get_running_loop(), Answers()
    waiting, connecting = [], set()
    begin = time.perf_counter()
    for n in range(int(per_second * seconds)):
        ahead = begin + n / per_second - time.perf_counter()
        if ahead > 0:
            await asyncio.sleep(ahead)
        else:
            answers.behind_s = max(answers.behind_s, -ahead)
            if n % 16 == 0:
                await asyncio.sleep(0)
        done = loop.create_future()
        login = _Login(requests[n % len(requests)], answers, done)
        task = loop.create_task(loop.create_connection(lambda login=login: login, "127.0.0.1", port))
        connecting.add(task)
        task.add_done_callback(connecting.discard)
        waiting.append(done)
    await asyncio.wait_for(asyncio.gather(*waiting), 25)
    return answers
