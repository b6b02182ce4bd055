"""A steady conversation in some rooms, run in a process of its own, and how long each message takes to each listener.

The caller names phases, and afterwards compares what was measured in one with what was measured in another. It runs beside
the test and not in it, so that what else the test does is not mistaken for slowness of the server.
"""

import asyncio
import gc
import multiprocessing
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOMS, LISTENERS, PER_SECOND = 4, 3, 25  # messages a second and room


@dataclass
class Where:
    """What a client needs to know of a server that another process runs."""

    host: str
    origin: str
    port: int
    secrets: set = field(default_factory=set)


@dataclass
class Heard:
    """What a conversation came to: seconds from saying to hearing by phase, and what is missing."""

    times: dict
    said: int
    lost: list
    unanswered: int
    disturbed: list
    secrets: set

    def told(self):
        """For people: what was measured, in ms."""
        shares = (0.5, 0.9, 0.99)
        return {p: [len(t), *(round(percentile(t, s) * 1000, 2) for s in shares)] for p, t in self.times.items()}


def machine_ticks():
    """Of all cores since the start: ticks in which something ran, and all of them."""
    user, nice, system, idle, waiting, *rest = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:])
    busy = user + nice + system + sum(rest[:3])
    return busy, busy + idle + waiting


def percentile(samples, share):
    assert len(samples) >= 100, f"only {len(samples)} samples"
    return sorted(samples)[int(len(samples) * share)]


class Chatter:
    """Use it as a context manager; name phases with `phase`, and take the outcome with `end`."""

    def __init__(self, server, rooms=ROOMS, per_second=PER_SECOND, also_in=None):
        """So many rooms of their own, each spoken in so often; and the same in a room that is there already."""
        here, there = multiprocessing.Pipe()
        where = Where(server.host, server.origin, server.port)
        self.server, self.pipe = server, here
        self.name, self.since, self.ticks = None, machine_ticks(), {}
        # A fresh interpreter: a fork would take the event loop of the test along.
        start = multiprocessing.get_context("spawn")
        self.process = start.Process(target=_run, args=(where, there, rooms, per_second, also_in), daemon=True)

    async def __aenter__(self):
        self.process.start()
        assert await self._hear() == "talking"
        return self

    async def __aexit__(self, *_):
        self.process.kill()
        await asyncio.to_thread(self.process.join)

    async def phase(self, name):
        """From now on messages count for this phase; None for one that is not looked at."""
        self.pipe.send(("phase", name))
        assert await self._hear() == "phase"
        now = machine_ticks()
        busy, every = self.ticks.get(self.name, (0, 0))
        self.ticks[self.name] = (busy + now[0] - self.since[0], every + now[1] - self.since[1])
        self.name, self.since = name, now

    def machine_was_free(self, phase):
        """Whether this machine had half of its time left in the phase. A conversation takes little of it: if not, others
        compute here, and times that are compared tell of them as much as of the server."""
        busy, every = self.ticks[phase]
        return busy * 2 < every

    async def measured(self, name, seconds):
        """One phase of this length."""
        await self.phase(name)
        await self.lasting(seconds)
        await self.phase(None)

    async def lasting(self, seconds):
        """Returns after this time of conversation: it is the length of a measurement, not a wait for something."""
        await asyncio.sleep(seconds)

    async def p99(self, phase):
        """Seconds from saying to hearing, of all samples of this phase so far, however often it came."""
        self.pipe.send(("tell", None))
        return percentile((await self._hear())[phase], 0.99)

    async def end(self):
        self.pipe.send(("end", None))
        heard = await self._hear()
        self.server.secrets |= heard.secrets
        return heard

    async def _hear(self, seconds=30):
        if not await asyncio.to_thread(self.pipe.poll, seconds):
            raise AssertionError("the conversation has stopped")
        answer = self.pipe.recv()
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _run(where, pipe, *how):
    try:
        asyncio.run(_Conversation(where, pipe, *how).run())
    except BaseException as fault:
        pipe.send(AssertionError(f"the conversation failed: {fault!r}"))


class _Conversation:
    def __init__(self, where, pipe, rooms, per_second, also_in):
        self.count, self.per_second, self.also_in = rooms, per_second, also_in
        self.where, self.pipe, self.name = where, pipe, None
        self.times, self.begun, self.acknowledged = {}, {}, {}
        self.over = asyncio.Event()

    async def run(self):
        from .client import guest

        self.rooms = []
        for place in [None] * self.count + ([self.also_in] if self.also_in else []):
            speaker, *listeners = people = [await guest(self.where) for _ in range(1 + LISTENERS)]
            room = place or await speaker.create()
            if place:
                await speaker.join(room)
            for listener in listeners:
                await listener.join(room)
                self._listen(listener)
            self.rooms.append((room, people))
        gc.collect()
        gc.freeze()  # the collector would stop the clock of a message now and then
        gc.disable()
        loop = asyncio.get_running_loop()
        loop.add_reader(self.pipe.fileno(), self._obey)
        self.pipe.send("talking")
        await asyncio.gather(*(self._speak(n, *one) for n, one in enumerate(self.rooms)))
        loop.remove_reader(self.pipe.fileno())
        self.pipe.send(await self._outcome())

    def _listen(self, client):
        hear = client._hear

        def timed(frame):
            if frame["t"] == "message":
                # Others may talk in there, too.
                begun, phase = self.begun.get(frame["cid"], (0, None))
                if phase:
                    self.times.setdefault(phase, []).append(time.perf_counter() - begun)
            hear(frame)

        client._hear = timed

    def _obey(self):
        what, name = self.pipe.recv()
        if what == "end":
            self.over.set()
        elif what == "tell":
            self.pipe.send(self.times)
        else:
            self.name = name
            self.pipe.send("phase")

    async def _speak(self, number, room, people):
        """Speaks at even intervals, whether or not the last message was answered: a stall delays nobody's next word."""
        from .client import new_cid, words

        speaker, said, answers = people[0], 0, []
        begin = time.perf_counter() + number / len(self.rooms) / self.per_second
        while not self.over.is_set():
            await asyncio.sleep(begin + said / self.per_second - time.perf_counter())
            cid = new_cid()
            self.begun[cid] = (time.perf_counter(), self.name)
            fields = {"room": room, "cid": cid, "body": {"text": words(f"about {said}")}}
            answers.append(speaker.send("say", **fields))
            said += 1
        self.acknowledged[room] = await asyncio.gather(*answers, return_exceptions=True)

    async def _outcome(self):
        lost, disturbed, unanswered, said = [], [], 0, 0
        for room, people in self.rooms:
            answers = self.acknowledged[room]
            good = [a["seq"] for a in answers if isinstance(a, dict) and a["t"] == "said"]
            said += len(good)
            unanswered += len(answers) - len(good)
            for client in people:
                if good and client.rooms[room].seq < good[-1]:
                    await client.hears(room, good[-1])
                heard = {e["seq"] for e in client.rooms[room].of("message")}
                lost += [seq for seq in good if seq not in heard]
                if client.closed or client.repairs or client.rooms[room].doubles:
                    disturbed.append((client.closed, client.repairs, client.rooms[room].doubles))
        return Heard(self.times, said, lost, unanswered, disturbed, self.where.secrets)
