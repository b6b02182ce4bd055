"""Twenty guests attack one room by every trade there is; the conversation of the others goes on as before."""

import os

import pytest
from kit.attack import Attack
from kit.chatter import Chatter
from kit.client import guest
from kit.server import Server, is_sanitized

LONG = bool(os.environ.get("LONG"))
QUIET_S, ATTACK_S, ROUNDS, MOST_ROUNDS = (5, 10, 6, 9) if LONG else (2, 4, 3, 7)
TIMER_NOISE_S = 0.005  # a tick of the kernel, as in test_login_storm.py

# What one person may do is as it is shipped; all share one address here, so what an address may do is not.
SHIPPED = {
    "limits.duplicate_s": 60,
    "limits.guest_links_s": 120,
    "limits.strikes_proof": 3,
    "limits.strikes_mute": 6,
    "limits.strikes_ban": 9,
    "limits.commands_burst": 60,
    "limits.commands_per_s": 20,
    "limits.say_burst": 10,
    "limits.say_per_s": 1,
}
ROOMS, PER_SECOND = 30, 0.9

pytestmark = pytest.mark.deadline(400)


async def test_members_of_other_rooms_and_of_the_attacked_one_hear_each_other_as_before():
    with Server(SHIPPED) as server:
        async with await guest(server) as owner:
            room = await owner.create()
            async with Chatter(server, ROOMS, PER_SECOND, room) as chat, Attack(server, room) as attack:
                told, suffers, rounds = {}, True, 0
                while suffers and rounds < MOST_ROUNDS or rounds < ROUNDS:
                    await chat.measured("quiet", QUIET_S)
                    await attack.on()
                    await chat.measured("attacked", ATTACK_S)
                    for code, times in (await attack.off()).items():
                        told[code] = told.get(code, 0) + times
                    rounds += 1
                    allowed = await chat.p99("quiet") * 1.2 + TIMER_NOISE_S
                    judged = chat.machine_was_free("quiet") and not is_sanitized()
                    suffers = judged and await chat.p99("attacked") > allowed
                heard = await chat.end()
            print(f"\nsamples, p50, p90, p99 in ms: {heard.told()}\nwhat the attackers were told: {told}")
            entries = owner.rooms[room].entries
            links = [e for e in entries if e["t"] == "message" and "https://" in e["body"]["text"]]
            same = [e for e in entries if e["t"] == "message" and "buy this now" in e["body"]["text"]]
            muted = {e["member"]["m"] for e in entries if e["t"] == "member_changed" and e.get("by") == "server"}
            assert links == [] and len(same) <= 4, "one from each of four who say the same"
            assert len(muted) >= 12, "those who flood, who repeat themselves and who send links"
            assert {"duplicate", "no_links", "proof_needed", "muted", "rate_limited"} <= set(told)
            assert heard.lost == [] and heard.unanswered == 0 and heard.disturbed == []
            assert not suffers, heard.told()
