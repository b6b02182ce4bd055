"""A private PostgreSQL in a folder of its own, reached by a Unix socket only, to be killed and frozen at will."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE_S = 30.0


def programs():
    """The folder of the newest PostgreSQL that is installed."""
    found = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").exists()]
    assert found, "PostgreSQL is not installed; ./check installs it"
    return max(found, key=lambda p: int(p.parent.name))


class Postgres:
    """One PostgreSQL server. Use it as a context manager; `settings` is what the chat server needs to use it."""

    def __init__(self):
        self.programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="srchat-pg-"))
        self.main = None
        # PostgreSQL refuses to run as root, so root runs it as nobody. It dies with this process, however that ends.
        self.runner = ["setpriv", "--pdeathsig", "KILL"]
        if os.geteuid() == 0:
            self.runner += ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "env", f"HOME={self.folder}"]
            shutil.chown(self.folder, "nobody", "nogroup")

    def __enter__(self):
        try:
            # Its checkpoints are not what is tested, and a disk that is slow just now would be.
            self._run("initdb", "-D", self.folder / "data", "-U", "src", "-A", "trust", "-E", "UTF8",
                      "--locale=C.UTF-8", "--no-sync", "--no-instructions")  # fmt: skip
            self.start()
            self.ask("CREATE DATABASE people", "postgres")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            if self.main:
                self.kill()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def url(self):
        return f"host={self.folder} user=src dbname=people"

    @property
    def settings(self):
        return {"database.url": self.url}

    def _command(self, program, *words):
        return [*self.runner, str(self.programs / program), *map(str, words)]

    def _run(self, program, *words):
        done = subprocess.run(self._command(program, *words), cwd=self.folder, capture_output=True, timeout=60)
        assert done.returncode == 0, f"{program} has failed: {done.stderr.decode()[-2000:]}"
        return done.stdout

    def start(self):
        """Serves the folder, for the first time or again, and returns when statements are taken."""
        with open(self.folder / "log", "ab") as log:
            self.main = subprocess.Popen(
                self._command("postgres", "-D", self.folder / "data", "-c", "listen_addresses=", "-c", "fsync=off",
                              "-c", f"unix_socket_directories={self.folder}", "-c", "max_connections=50"),
                cwd=self.folder, stdout=log, stderr=log,
            )  # fmt: skip
        ready = self._command("pg_isready", "-q", "-h", self.folder, "-U", "src", "-d", "postgres")
        deadline = time.monotonic() + PATIENCE_S
        while subprocess.run(ready, cwd=self.folder).returncode != 0:
            log = (self.folder / "log").read_text(errors="replace")
            assert self.main.poll() is None and time.monotonic() < deadline, f"it does not start:\n{log[-2000:]}"

    def ask(self, statements, database="people"):
        """What psql prints for these statements: a line for each row, `|` between columns."""
        where = f"host={self.folder} user=src dbname={database}"
        return self._run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statements, where).decode()

    def dump(self):
        """Everything in the database, as pg_dump writes it."""
        return self._run("pg_dump", "--inserts", self.url)

    def _processes(self):
        """The main process and its children, which are in sessions of their own."""
        children = Path(f"/proc/{self.main.pid}/task/{self.main.pid}/children").read_text().split()
        return [self.main.pid, *map(int, children)]

    def _signal(self, number):
        for process in self._processes():
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass

    def kill(self):
        """kill -9 of all its processes; returns when they are gone."""
        everybody = self._processes()
        self._signal(signal.SIGKILL)
        self.main.wait()
        self.main = None
        # The children are reaped by another process; until then their memory would look in use to the next start.
        deadline = time.monotonic() + PATIENCE_S
        while any(is_running(process) for process in everybody) and time.monotonic() < deadline:
            os.sched_yield()

    def freeze(self):
        """kill -STOP: connections stay open, and nobody answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self):
        self._signal(signal.SIGCONT)


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
