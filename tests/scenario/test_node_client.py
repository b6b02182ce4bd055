"""Another client, in another language, finds the same protocol: joins, talks, is cut, resumes."""

import asyncio
import json
import subprocess
from pathlib import Path

import pytest
from kit.client import guest, words

NODE = Path(__file__).parent / "node"


@pytest.fixture(scope="module")
def node_client():
    if not (NODE / "node_modules/ws").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=NODE, check=True, timeout=120)
    return NODE / "client.mjs"


async def test_a_node_client_joins_talks_is_cut_and_resumes(server, node_client):
    async with await guest(server) as ann:
        room = await ann.create()
        client = await asyncio.create_subprocess_exec(
            *("node", str(node_client), server.origin, room, words("before"), words("after")),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 22,
        )
        try:
            assert await client.stdout.readline() == b"offline\n"
            missed = [words(f"missed {n} ") + "x" * 3000 for n in range(70)]
            for text in missed:
                await ann.say(room, text)
            client.stdin.write(b"go on\n")
            known = json.loads(await client.stdout.readline())
            assert await client.wait() == 0
        finally:
            if client.returncode is None:
                client.kill()
        heard = [e["body"]["text"] for e in known["events"] if e["t"] == "message"]
        # The first text was heard live or by the resume: it was cut right after its answer.
        assert heard == [words("before"), *missed, words("after")]
        assert (known["repeat"], known["doubles"], known["holes"], known["gaps"]) == (True, 0, 0, 0)
        assert ann.rooms[room].texts() == heard
