"""Guests who flood, repeat themselves, send links, rename themselves, come and go: in a process of its own."""

import asyncio
import collections
import itertools
import multiprocessing

from .chatter import Where

PER_SECOND = 10  # commands of each attacker


class Attack:
    """Use it as a context manager; `on` begins, and `off` ends it and returns how often each answer came."""

    def __init__(self, server, room, attackers=20):
        here, there = multiprocessing.Pipe()
        self.pipe = here
        where = Where(server.host, server.origin, server.port)
        start = multiprocessing.get_context("spawn")
        self.process = start.Process(target=_run, args=(where, room, attackers, there), daemon=True)

    async def __aenter__(self):
        self.process.start()
        assert await self._hear() == "ready"
        return self

    async def __aexit__(self, *_):
        self.process.kill()
        await asyncio.to_thread(self.process.join)

    async def on(self):
        self.pipe.send("on")
        assert await self._hear() == "on"

    async def off(self):
        self.pipe.send("off")
        return await self._hear()

    async def _hear(self, seconds=60):
        if not await asyncio.to_thread(self.pipe.poll, seconds):
            raise AssertionError("the attack does not answer")
        answer = self.pipe.recv()
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _run(where, room, attackers, pipe):
    try:
        asyncio.run(_attack(where, room, attackers, pipe))
    except BaseException as fault:
        pipe.send(AssertionError(f"the attack failed: {fault!r}"))


async def _attack(where, room, attackers, pipe):
    from .client import guest

    people = [await guest(where) for _ in range(attackers)]
    for one in people:
        await one.command("join", room=room)
    loop, heard = asyncio.get_running_loop(), asyncio.Queue()
    loop.add_reader(pipe.fileno(), lambda: heard.put_nowait(pipe.recv()))
    pipe.send("ready")
    while await heard.get() == "on":
        over, answers = asyncio.Event(), collections.Counter()
        work = [asyncio.ensure_future(_one(n, one, room, over, answers)) for n, one in enumerate(people)]
        pipe.send("on")
        await heard.get()
        over.set()
        await asyncio.gather(*work)
        pipe.send(answers)


async def _one(number, client, room, over, answers):
    """One attacker with a trade of its own, who does not wait for answers and does not care for refusals."""
    from .client import new_cid, words

    def say(text):
        return client.send("say", room=room, cid=new_cid(), body={"text": words(text)})

    def flood(n):
        return [say(f"flood {number} {n}") for _ in range(1)]

    trades = [
        flood,
        lambda n: [say("buy this now")],
        lambda n: [say(f"see https://spam{n}.example/ today")],
        lambda n: [client.send("rename", name=words(f"S{number} {n}"))],
        lambda n: [client.send("leave" if n % 2 else "join", room=room)],
    ]
    trade, waiting = trades[number % len(trades)], []
    begin = asyncio.get_running_loop().time()
    for n in itertools.count():
        if over.is_set() or client.closed:
            break
        waiting += trade(n)
        ahead = begin + (n + 1) / PER_SECOND - asyncio.get_running_loop().time()
        await asyncio.sleep(max(0, ahead))
    for answer in await asyncio.gather(*waiting, return_exceptions=True):
        answers["broken" if isinstance(answer, BaseException) else answer.get("code", answer["t"])] += 1
