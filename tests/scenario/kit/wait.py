"""Waiting for what no frame announces: ask again until it is so, or the deadline has passed."""

import asyncio


async def eventually(probe, seconds=8.0, pause=0.05):
    """Calls the coroutine function `probe` until its value is true, and returns that value."""
    async with asyncio.timeout(seconds):
        while not (found := await probe()):
            await asyncio.sleep(pause)
        return found


async def as_told(refusal):
    """Waits as long as a refusal said; the caller then tests that this was the truth."""
    assert refusal["retry_after_ms"] > 0
    await asyncio.sleep(refusal["retry_after_ms"] / 1000)
