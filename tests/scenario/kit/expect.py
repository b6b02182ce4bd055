"""What a refused command has to be answered with."""

import pytest

from .client import Refused


async def refused(awaitable, code):
    """Awaits a command that must be refused with this code; returns the error frame."""
    with pytest.raises(Refused) as refusal:
        await awaitable
    assert refusal.value.code == code, refusal.value.reply
    return refusal.value.reply


async def outcome(awaitable):
    """The code of a refusal, or "" for a command that was taken."""
    try:
        await awaitable
    except Refused as refusal:
        return refusal.code
    return ""
