"""What is refused as spam, to its borders, and what follows for those who go on."""

import asyncio

import pytest
from kit.accounts import MANY, register
from kit.client import Refused, guest, new_cid, words
from kit.proof import solve
from kit.server import Server
from kit.wait import as_told, eventually

RULES = {"limits.duplicate_s": 2, "limits.guest_links_s": 3}
LADDER = RULES | {
    "limits.duplicate_s": 60,
    "limits.strikes_proof": 3,
    "limits.strikes_mute": 5,
    "limits.strikes_ban": 7,
    "limits.strike_mute_s": 2,
    "security.proof_bits": 8,
}


@pytest.fixture(scope="module")
def ruled():
    with Server(RULES | MANY) as running:
        yield running


@pytest.fixture(scope="module")
def laddered():
    with Server(LADDER | MANY) as running:
        yield running


async def refused(doing):
    with pytest.raises(Refused) as refusal:
        await doing
    return refusal.value.reply


async def in_a_room(server, people=2):
    clients = [await guest(server) for _ in range(people)]
    room = await clients[0].create()
    for one in clients[1:]:
        await one.join(room)
    return room, clients


async def strike(client, room, times):
    """Says the same again and again; the last refusal."""
    text, reply = words(f"the same {new_cid()}"), None
    await say(client, room, text)
    for _ in range(times):
        reply = await refused(say(client, room, text))
    return reply


async def say(client, room, text, **more):
    """Says it, with a proof of work if one is wanted."""
    fields = {"room": room, "cid": new_cid(), "body": {"text": text}} | more
    try:
        return await client.command("say", **fields)
    except Refused as refusal:
        if refusal.code != "proof_needed":
            raise
        return await client.command("say", **fields, proof=solve(refusal.reply))


async def test_the_same_text_is_refused_until_the_time_that_is_told(ruled):
    room, (ann, bob) = await in_a_room(ruled)
    await bob.say(room, words("Buy tea"))
    reply = await refused(bob.say(room, words("BUY  tеа")))
    assert reply["code"] == "duplicate" and 0 < reply["retry_after_ms"] <= 2000
    await ann.say(room, words("Buy tea"))
    await as_told(await refused(bob.say(room, words("buy tea"))))
    await bob.say(room, words("buy tea"))


async def test_in_another_room_the_same_may_be_said(ruled):
    room, (_, bob) = await in_a_room(ruled)
    other = await bob.create()
    await bob.say(room, words("hello everybody"))
    await bob.say(other, words("hello everybody"))


async def test_a_nod_may_be_repeated_three_times(ruled):
    room, (_, bob) = await in_a_room(ruled)
    for text in ["ok!", "OK!", "o k !", "ok!"]:
        await bob.say(room, text)
    assert (await refused(bob.say(room, "ok!")))["code"] == "duplicate"


async def test_the_same_cid_again_is_the_first_message_and_no_duplicate(ruled):
    room, (_, bob) = await in_a_room(ruled)
    cid = new_cid()
    first = await bob.say(room, words("once"), cid)
    again = await bob.say(room, words("once"), cid)
    assert again["repeat"] and again["seq"] == first["seq"]


async def test_an_edit_counts_like_a_message_but_mending_does_not(ruled):
    room, (_, bob) = await in_a_room(ruled)
    await bob.say(room, words("first words"))
    seq = (await bob.say(room, words("other words")))["seq"]
    edit = {"room": room, "target": seq}
    reply = await refused(bob.command("edit", **edit, body={"text": words("First words")}))
    assert reply["code"] == "duplicate"
    await bob.command("edit", **edit, body={"text": words("Other words")})


@pytest.mark.parametrize("link", ["https://x.example", "http://x.example", "www.x.example", "x.com", "WWW.X.COM"])
async def test_a_guest_sends_no_links_at_first(ruled, link):
    room, (_, bob) = await in_a_room(ruled)
    reply = await refused(bob.say(room, words(f"see {link} now")))
    assert reply["code"] == "no_links" and 0 < reply["retry_after_ms"] <= 3000
    await bob.say(room, words("no link. Really"))


async def test_a_guest_may_send_links_after_the_time_that_is_told(ruled):
    room, (_, bob) = await in_a_room(ruled)
    await as_told(await refused(bob.say(room, words("see https://x.example"))))
    await bob.say(room, words("see https://x.example"))


async def test_somebody_with_an_account_may_send_links_at_once(ruled):
    room, _ = await in_a_room(ruled)
    async with await (await register(ruled)).open() as eve:
        await eve.join(room)
        await eve.say(room, words("see https://x.example"))


@pytest.mark.parametrize("name", ["visit evil.com", "https://x", "www.tea", "ann@mail.example", "ｅｖｉｌ．ｃｏｍ", "10.0.0.1"])
async def test_a_name_holds_no_link_and_no_address(ruled, name):
    async with await guest(ruled) as ann:
        assert (await refused(ann.command("rename", name=name)))["code"] == "name_invalid"
        assert (await refused(ann.command("room_create", name=name)))["code"] == "name_invalid"


async def test_the_whole_way_from_a_warning_to_a_ban(laddered):
    room, (ann, bob) = await in_a_room(laddered)
    m = bob.m(room)
    warned = await strike(bob, room, 2)
    assert warned["code"] == "duplicate" and "mutes you" in warned["text"]
    asked = await strike(bob, room, 1)
    assert asked["code"] == "duplicate" and "work" in asked["text"]
    reply = await refused(bob.say(room, words("no proof with this")))
    assert (reply["code"], reply["bits"]) == ("proof_needed", 8)
    muted = await strike_with_proofs(bob, room, 2)
    assert muted["code"] == "muted" and 1000 < muted["retry_after_ms"] <= 2000
    event = await heard(ann, room, lambda e: e["t"] == "member_changed" and e["member"]["m"] == m)
    assert event["by"] == "server" and event["member"]["muted_until"]
    during = await refused(bob.say(room, words("during the mute")))
    assert during["code"] == "muted"
    await as_told(during)
    banned = await strike_with_proofs(bob, room, 2)
    assert banned["code"] == "banned"
    event = await heard(ann, room, lambda e: e["t"] == "member_left" and e["m"] == m)
    assert (event["reason"], event["by"]) == ("banned", "server")
    assert (await refused(bob.join(room)))["code"] == "banned"
    bans = (await ann.command("bans", room=room))["bans"]
    assert [ban["by"] for ban in bans] == ["server"]
    await ann.command("unban", room=room, ban=bans[0]["ban"])
    await bob.join(room)
    await bob.say(room, words("nothing is held against me"))


async def strike_with_proofs(client, room, times):
    text, reply = words(f"the same {new_cid()}"), None
    await say(client, room, text)
    for _ in range(times):
        reply = await refused(say(client, room, text))
    return reply


async def heard(client, room, fits):
    def found():
        return next((e for e in client.rooms[room].entries if fits(e)), None)

    return await client.until(found)


async def test_a_moderator_lifts_the_servers_mute(laddered):
    room, (ann, bob) = await in_a_room(laddered)
    await strike(bob, room, 3)
    assert (await strike_with_proofs(bob, room, 2))["code"] == "muted"
    await ann.act("mute", room, m=bob.m(room), for_ms=0)
    await bob.say(room, words("thank you"))


async def test_who_has_voice_is_refused_but_never_muted(laddered):
    room, (ann, bob) = await in_a_room(laddered)
    await ann.act("role", room, m=bob.m(room), role="voiced")
    reply = await strike(bob, room, 12)
    assert reply["code"] == "duplicate" and "mute" not in reply["text"]
    await bob.say(room, words("still heard"))


async def test_strikes_are_forgotten_with_time():
    with Server(LADDER | {"limits.strikes_proof": 1, "limits.strike_s": 2}) as quick:
        room, (_, bob) = await in_a_room(quick)
        await strike(bob, room, 1)
        assert (await refused(bob.say(room, words("too early"))))["code"] == "proof_needed"

        async def forgiven():
            try:
                return await bob.say(room, words(f"sorry {new_cid()}"))
            except Refused as refusal:
                assert refusal.code == "proof_needed"

        await eventually(forgiven, seconds=4, pause=0.7)


async def test_strikes_stay_over_leaving_and_a_broken_connection(laddered):
    room, (_, bob) = await in_a_room(laddered)
    await strike(bob, room, 3)
    await bob.leave(room)
    await bob.join(room)
    assert (await refused(bob.say(room, words("back"))))["code"] == "proof_needed"
    await bob.reconnect()
    assert (await refused(bob.say(room, words("again"))))["code"] == "proof_needed"


async def test_a_resume_after_the_servers_mute_brings_all_and_the_mute(laddered):
    room, (ann, bob) = await in_a_room(laddered)
    await strike(bob, room, 3)
    bob.cut()
    await bob.until_closed()
    async with await bob.session.open() as second:
        await second.join(room)
        assert (await strike_with_proofs(second, room, 2))["code"] == "muted"
        told = await ann.say(room, words("while you were away"))
        await bob.reconnect()
        ledger = await bob.hears(room, told["seq"])
        changes = [e for e in ledger.entries if e["t"] == "member_changed"]
        assert changes[-1]["by"] == "server" and changes[-1]["member"]["m"] == bob.m(room)
        assert (await refused(bob.say(room, words("muted"))))["code"] == "muted"


async def test_who_was_banned_by_the_server_does_not_resume(laddered):
    room, (_, bob) = await in_a_room(laddered)
    await strike(bob, room, 3)
    reply = await strike_with_proofs(bob, room, 2)
    await as_told(reply)
    ledger = bob.rooms[room]
    assert (await strike_with_proofs(bob, room, 2))["code"] == "banned"
    resume = {"epoch": ledger.epoch, "seq": ledger.seq}
    assert (await refused(bob.command("join", room=room, resume=resume)))["code"] == "banned"


async def test_patience_is_no_spam():
    """Who waits for as long as each refusal says is never struck, however much there is to say."""
    with Server(LADDER | {"limits.say_burst": 2, "limits.say_per_s": 5}) as slow:
        room, (_, bob) = await in_a_room(slow)
        for number in range(15):
            text = words(f"line {number}")
            try:
                await bob.say(room, text)
            except Refused as refusal:
                assert refusal.code == "rate_limited"
                await as_told(refusal.reply)
                await bob.say(room, text)


async def test_impatience_is():
    with Server(LADDER | {"limits.say_burst": 2, "limits.say_per_s": 1}) as slow:
        room, (_, bob) = await in_a_room(slow)
        answers = [bob.send("say", room=room, cid=new_cid(), body={"text": words(str(n))}) for n in range(30)]
        codes = [reply.get("code") for reply in await asyncio.gather(*answers)]
        assert codes[:2] == [None, None] and "muted" in codes
        assert codes.index("muted") <= 8


async def test_every_kind_of_refusal_is_counted(ruled):
    from kit.raw import ask

    room, (_, bob) = await in_a_room(ruled)
    before = (await ask(ruled, "GET", "/metrics")).body.decode()
    await bob.say(room, words("counted"))
    await refused(bob.say(room, words("counted")))
    after = (await ask(ruled, "GET", "/metrics")).body.decode()

    def count(text):
        return int(float(next(line for line in text.splitlines() if 'code="duplicate"' in line).split()[-1]))

    assert count(after) == count(before) + 1
