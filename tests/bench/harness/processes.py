"""The servers under test and the load, each a process pinned to a core of its own."""

import json
import os
import re
import select
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BUILD = ROOT / "build" / "bench"
SRCHAT = ROOT / "build" / "release" / "srchat"
SERVERS = ("srchat", "floor", "gather", "naive")
TITLES = {"srchat": "srchat", "floor": "floor in C, one send each", "gather": "floor in C, gathered write",
          "naive": "naive Beast"}

# One worker like the others, and no limit that this load would hit.
SRCHAT_ENVIRONMENT = {
    "SRCHAT_SERVER__WORKERS": "1",
    "SRCHAT_ROOMS__MEMBERS_MAX": "20000",
    "SRCHAT_ROOMS__PER_GUEST": "1000",
    "SRCHAT_LIMITS__SOCKETS_PER_PERSON": "1000",
    "SRCHAT_LIMITS__SOCKETS_PER_ADDRESS": "100000",
    "SRCHAT_LIMITS__GUESTS_BURST": "1000000",
    "SRCHAT_LIMITS__GUESTS_PER_MIN": "1000000",
    "SRCHAT_LIMITS__COMMANDS_BURST": "1000000",
    "SRCHAT_LIMITS__COMMANDS_PER_S": "1000000",
    "SRCHAT_LIMITS__SAY_BURST": "1000000",
    "SRCHAT_LIMITS__DUPLICATE_S": "0",
    "SRCHAT_LIMITS__GUEST_LINKS_S": "0",
    "SRCHAT_LIMITS__SAY_PER_S": "1000000",
    "SRCHAT_LOG__LEVEL": "warn",
}


class Violation(Exception):
    """A server lost, doubled, reordered or altered a message, or refused a command of this load."""


class Broken(Exception):
    """The benchmark could not do its work."""


def build():
    """Builds the floors, the naive server and the load into build/bench."""
    for command in (["cmake", "-S", str(ROOT / "tests" / "bench"), "-B", str(BUILD)],
                    ["cmake", "--build", str(BUILD), "-j", "2"]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise Broken(" ".join(command) + "\n" + done.stdout + done.stderr)


def keep_srchat():
    """Copies the server, so that a build beside the measurement does not change what is measured."""
    shutil.copy2(SRCHAT, BUILD / "srchat")


def pinned(core):
    """Binds a child to a core, counted from 0, and puts it before other work there where the system allows that.
    The child must lead a session of its own: Linux may weigh sessions first, and processes only inside one."""
    def prepare():
        os.sched_setaffinity(0, {core % os.cpu_count()})
        try:
            os.setpriority(os.PRIO_PROCESS, 0, -15)
            Path("/proc/self/autogroup").write_text("-15")
        except OSError:
            pass
    return prepare


def read_line(process, seconds, what):
    ready, _, _ = select.select([process.stdout], [], [], seconds)
    line = process.stdout.readline() if ready else ""
    if not line.strip():
        # A violation is printed behind an empty line, because half a line may precede it.
        line = process.stdout.readline() if line else ""
    if not line:
        raise Broken(f"{what}: no answer within {seconds} s" if not ready else f"{what}: ended without an answer")
    return line


class Server:
    """One running server. Use as a context; it is gone at the end."""

    def __init__(self, name, frame_bytes=0, extra=()):
        self.name = name
        self.data = tempfile.mkdtemp(prefix="srchat-bench.")
        self.log = open(BUILD / f"{name}.log", "w+")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SRCHAT_")}
        if name == "srchat":
            command = [str(BUILD / "srchat"), "serve", "--listen", "127.0.0.1:0", "--data-dir", self.data]
            environment |= SRCHAT_ENVIRONMENT
        else:
            program = "bench_naive" if name == "naive" else "bench_floor"
            command = [str(BUILD / program), "--frame-bytes", str(frame_bytes)]
            command += ["--gather"] if name == "gather" else []
        self.process = subprocess.Popen(command + list(extra), stdout=subprocess.PIPE, stderr=self.log, text=True,
                                        env=environment, preexec_fn=pinned(0), start_new_session=True)

    def __enter__(self):
        try:
            line = read_line(self.process, 20, self.name)
            found = re.search(r"listening on http://127\.0\.0\.1:(\d+)", line)
            if not found:
                raise Broken(f"{self.name} said {line!r} instead of where it listens")
            self.port = int(found.group(1))
        except BaseException as failure:
            self.__exit__()
            raise Broken(f"{failure}\n{self.last_words()}") from failure
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        shutil.rmtree(self.data, ignore_errors=True)

    def last_words(self):
        self.log.flush()
        return Path(self.log.name).read_text(errors="replace")[-2000:]


class Load:
    """A joined crowd at one server; slice() runs the workload once and returns its figures."""

    def __init__(self, server, options):
        self.server = server
        command = [str(BUILD / "bench_load"), "--pid", str(server.process.pid), "--port", str(server.port),
                   "--protocol", "srchat" if server.name == "srchat" else "plain", *map(str, options)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        bufsize=1, preexec_fn=pinned(1), start_new_session=True)

    def __enter__(self):
        self.joined = self.answer(120)
        return self

    def answer(self, seconds):
        figures = json.loads(read_line(self.process, seconds, f"load on {self.server.name}"))
        if "violation" in figures:
            raise Violation(f"{self.server.name}: {figures['violation']}")
        if "broken" in figures:
            raise Broken(f"{self.server.name}: {figures['broken']}\n{self.server.last_words()}")
        return figures

    def slice(self):
        self.process.stdin.write(".")
        self.process.stdin.flush()
        return self.answer(60)

    def finish(self):
        """Ends the load in order; a message that comes too often is noticed at the latest here."""
        self.process.stdin.close()
        line = self.process.stdout.read().strip()
        if self.process.wait(20) != 0:
            raise Violation(f"{self.server.name}: {line or 'the load ended badly'}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
