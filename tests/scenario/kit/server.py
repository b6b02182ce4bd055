"""Runs a private copy of the server binary and judges it from outside.

Every copy logs at level debug, and when it stops the kit looks through that log: no name, text
or token that a client of this kit has sent may be in it. So the promise about logs is tested by
every scenario, not only by the one that is named after it.
"""

import asyncio
import base64
import os
import re
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("SRCHAT_BIN", ROOT / "build/release/srchat"))

# Every word that the kit invents bears this mark, so that one search finds all of them.
CANARY = "Zkanarie"

# One test machine plays hundreds of people behind one address; limits are raised unless the
# scenario is about them.
GENEROUS = {
    "limits.sockets_per_person": 10_000,
    "limits.sockets_per_address": 100_000,
    "limits.guests_burst": 1_000_000,
    "limits.guests_per_min": 1_000_000,
    "limits.commands_burst": 1_000_000,
    "limits.commands_per_s": 1_000_000,
    "limits.say_burst": 1_000_000,
    "limits.say_per_s": 1_000_000,
    "rooms.per_guest": 1_000,
    # Many scenarios say the same twice, show links at once, or come in faster than people do.
    "limits.duplicate_s": 0,
    "limits.guest_links_s": 0,
    "limits.strikes_proof": 0,
    "limits.strikes_mute": 0,
    "limits.strikes_ban": 0,
    "security.proof_register": "false",
    # A Python client in the middle of a burst is slower than the shipped outbox is patient.
    "outbox.bytes": 67_108_864,
    "outbox.frames": 1_000_000,
    "outbox.age_ms": 60_000,
}

READY = re.compile(r"srchat listening on http://127\.0\.0\.1:(\d+)\n")
FAULT = re.compile(r"AddressSanitizer|ThreadSanitizer|runtime error:|terminate called|Assertion")


def is_sanitized():
    """Whether the binary is a sanitizer build, which keeps freed memory on purpose."""
    data = BINARY.read_bytes()
    return b"__asan_init" in data or b"__tsan_init" in data


def run(*arguments, env=None, seconds=10):
    """One short run of the binary, for the commands that are not `serve`."""
    return subprocess.run(
        [str(BINARY), *map(str, arguments)],
        env=environment({}) | (env or {}),
        capture_output=True,
        text=True,
        timeout=seconds,
    )


def environment(config):
    """The caller's environment without its own SRCHAT_ settings, plus `config`."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SRCHAT_")}
    for key, value in config.items():
        section, name = key.split(".")
        clean[f"SRCHAT_{section.upper()}__{name.upper()}"] = str(value)
    return clean


class Server:
    """One running server with its own data folder. Use it as a context manager."""

    def __init__(self, config=None, *, shipped_limits=False, port=0, level="debug"):
        self.config = {} if shipped_limits else dict(GENEROUS)
        self.config |= {"log.level": level} | (config or {})
        self.secrets = set()
        self.home = Path(tempfile.mkdtemp(prefix="srchat-scenario-"))
        self.stderr_path = self.home / "stderr"
        self.process = None
        self.port = port

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        # A test that has failed already keeps its own error; the process must still go.
        try:
            if kind is None and self.process is not None:
                self.stop()
        finally:
            self.kill()
            self.discard()

    def discard(self):
        """Removes what the server has left on disk."""
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self):
        """Starts the binary and returns when it has said on which port it listens."""
        with open(self.stderr_path, "ab") as stderr:
            self.process = subprocess.Popen(
                [str(BINARY), "serve", "--listen", f"127.0.0.1:{self.port}"]
                + ["--data-dir", str(self.home / "data")],
                env=environment(self.config),
                stdout=subprocess.PIPE,
                stderr=stderr,
                cwd=self.home,
            )
        line = self._first_line(time.monotonic() + 15)
        ready = READY.fullmatch(line)
        if not ready:
            self.kill()
            raise AssertionError(f"not the ready line: {line!r}; stderr:\n{self.stderr()[-4000:]}")
        self.port = int(ready[1])
        return self

    def _first_line(self, deadline):
        waiter = selectors.DefaultSelector()
        waiter.register(self.process.stdout, selectors.EVENT_READ)
        line = b""
        while not line.endswith(b"\n") and time.monotonic() < deadline:
            if waiter.select(deadline - time.monotonic()):
                piece = os.read(self.process.stdout.fileno(), 1)
                if not piece:
                    break
                line += piece
        return line.decode()

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self):
        return f"http://{self.host}"

    def stderr(self):
        return self.stderr_path.read_text(errors="replace")

    def rss_bytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024

    def count_in_memory(self, word):
        """How often the word stands in the process's memory, in the spellings that a leak takes."""
        return self.counts_in_memory([word])[word]

    def counts_in_memory(self, words):
        """The same for several words in one walk through the memory, so at one moment as nearly as can be."""
        found = dict.fromkeys(words, 0)
        for word, _ in self.places_in_memory(words):
            found[word] += 1
        return found

    def places_in_memory(self, words):
        """Each word that is found, with the name of its mapping, its address and the bytes around it."""
        spellings = []
        for word in words:
            plain = word.encode()
            forms = [plain, word.encode("utf-16-le"), base64.b64encode(plain)[: len(plain) - 2]]
            spellings += [(word, form) for form in forms]
        with open(f"/proc/{self.process.pid}/mem", "rb", 0) as memory:
            for line in Path(f"/proc/{self.process.pid}/maps").read_text().splitlines():
                span, mode, *_, name = [*line.split(None, 5), ""][:6]
                if "r" not in mode or name.startswith("[v"):
                    continue
                start, end = (int(part, 16) for part in span.split("-"))
                try:
                    memory.seek(start)
                    data = memory.read(end - start)
                except OSError:
                    continue
                for word, form in spellings:
                    at = data.find(form)
                    while at >= 0:
                        around = data[max(0, at - 96) : at + len(form) + 96]
                        yield word, f"{name or 'anonymous'} {start + at:x} of {span}: {around!r}"
                        at = data.find(form, at + len(form))

    def assert_alive(self):
        code = self.process.poll()
        assert code is None, f"the server ended with {code}:\n{self.stderr()[-4000:]}"

    def terminate(self):
        """Asks for a drain and returns at once."""
        self.process.send_signal(signal.SIGTERM)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._forget()

    def stop(self, seconds=15):
        """Drains the server and judges its end: in time, code 0, quiet stdout, clean log."""
        self.assert_alive()
        self.terminate()
        self.judge_end(seconds)

    async def drained(self, seconds=15):
        """The same for a server whose clients are still open, and have to answer its close."""
        await asyncio.to_thread(self.stop, seconds)

    async def ended(self, seconds=15):
        """Judges the end of a drain that was asked for before."""
        await asyncio.to_thread(self.judge_end, seconds)

    def judge_end(self, seconds=15):
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"still running {seconds} s after SIGTERM") from None
        rest = self.process.stdout.read().decode(errors="replace")
        self._forget()
        assert code == 0, f"exit code {code}:\n{self.stderr()[-4000:]}"
        assert rest == "", f"stdout holds more than the ready line: {rest!r}"
        self.judge_log()

    def judge_log(self):
        log = self.stderr()
        fault = FAULT.search(log)
        assert not fault, log[max(0, fault.start() - 200) : fault.start() + 3000]
        told = [word for word in {CANARY, *self.secrets} if word in log]
        if told:
            line = next(line for line in log.splitlines() if told[0] in line)
            raise AssertionError(f"the log repeats what a client sent: {line!r}")

    def _forget(self):
        if self.process:
            self.process.stdout.close()
            self.process = None
