"""Runs `async def` tests with a deadline each, and hands out servers."""

import asyncio
import inspect
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kit.server import BINARY, Server  # noqa: E402

DEADLINE_S = 60.0


def pytest_configure(config):
    config.addinivalue_line("markers", "deadline(seconds): the longest this test may take")


def pytest_sessionstart(session):
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is not built; set SRCHAT_BIN or build it first", returncode=2)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    values = {name: pyfuncitem.funcargs[name] for name in wanted}
    marker = pyfuncitem.get_closest_marker("deadline")
    seconds = marker.args[0] if marker else DEADLINE_S
    asyncio.run(asyncio.wait_for(pyfuncitem.obj(**values), seconds))
    return True


@pytest.fixture(scope="module")
def server():
    """One server for the tests of a module that need no configuration of their own."""
    with Server() as running:
        yield running


@pytest.fixture(autouse=True)
def _the_shared_server_survives(request):
    yield
    if "server" in request.fixturenames:
        request.getfixturevalue("server").assert_alive()
