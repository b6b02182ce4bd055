"""Waiting for what no frame announces: ask again until it is so, or the deadline has passed."""

import asyncio


async def eventually(probe, seconds=8.0, pause=0.05):
    """Calls the coroutine function `probe` until its value is true, and returns that value."""
    found, end = None, asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        if found := await probe():
            return found
        await asyncio.sleep(pause)
    raise AssertionError(f"not within {seconds} s: {probe.__qualname__}, last {found!r}")


async def as_told(refusal):
    """Waits as long as a refusal said; the caller then tests that this was the truth."""
    assert refusal["retry_after_ms"] > 0
    await asyncio.sleep(refusal["retry_after_ms"] / 1000)
