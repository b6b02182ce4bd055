"""Moderators at work: each act holds at once, against the person, and for as long as it says."""

import asyncio
import time

from kit.client import fresh_name, guest, words
from kit.expect import outcome, refused
from kit.server import Server
from kit.wait import as_told, eventually

AT_ONCE_S = 1.0


class Room:
    """An owner, a moderator and a member, each with one socket."""

    def __init__(self, server, **fields):
        self.server, self.fields = server, fields

    async def __aenter__(self):
        self.ann, self.mod, self.bob = [await guest(self.server) for _ in range(3)]
        self.id = await self.ann.create(**self.fields)
        for who in (self.mod, self.bob):
            await who.join(self.id)
        await self.ann.act("role", self.id, m=self.mod.m(self.id), role="moderator")
        self.m = self.bob.m(self.id)
        await self.bob.hears(self.id, self.ann.rooms[self.id].seq)
        return self

    async def __aexit__(self, *_):
        for client in (self.ann, self.mod, self.bob):
            client.cut()
            await client.until_closed()

    async def is_out(self, client, reason):
        """The client hears of its own end in the room within a second, and nothing after that."""
        ledger = client.rooms[self.id]
        heard = lambda: [e for e in ledger.of("member_left") if e["reason"] == reason]
        last = (await client.until(heard, AT_ONCE_S))[-1]
        said = await self.ann.say(self.id, words("among us"))
        assert await outcome(client.say(self.id, words())) == "not_member"
        assert ledger.seq == last["seq"] < said["seq"]


async def test_who_is_kicked_is_out_on_every_socket_and_comes_back_when_told():
    with Server({"rooms.kick_s": 2}) as server:
        async with Room(server) as room, await room.bob.session.open() as second:
            await second.join(room.id)
            start = time.monotonic()
            event = await room.mod.act("kick", room.id, m=room.m)
            assert (event["reason"], event["by"]) == ("kicked", "moderator")
            await room.is_out(room.bob, "kicked")
            await room.is_out(second, "kicked")
            assert time.monotonic() - start < AT_ONCE_S
            for client in (room.bob, second):
                refusal = await refused(client.join(room.id), "kicked")
                assert 0 < refusal["retry_after_ms"] <= 2000
            await as_told(refusal)
            await room.bob.join(room.id)
            await room.bob.say(room.id, words("sorry"))


async def test_a_kick_lasts_ten_minutes(server):
    async with Room(server) as room:
        await room.ann.act("kick", room.id, m=room.m)
        refusal = await refused(room.bob.join(room.id), "kicked")
        assert 590_000 < refusal["retry_after_ms"] <= 600_000
        await refused(room.bob.command("join", room=room.id, hidden=True), "kicked")
        await refused(room.bob.command("knock", room=room.id), "kicked")


async def test_a_mute_holds_on_both_sockets_and_ends_by_itself(server):
    async with Room(server) as room, await room.bob.session.open() as second:
        await second.join(room.id)
        said = await room.bob.say(room.id, words("before"))
        event = await room.mod.act("mute", room.id, m=room.m, for_ms=1500)
        until = event["member"]["muted_until"]
        assert until == event["at"] + 1500 and event["by"] == "moderator"
        for client in (room.bob, second):
            refusal = await refused(client.say(room.id, words()), "muted")
            assert 0 < refusal["retry_after_ms"] <= 1500
        react = {"room": room.id, "target": said["seq"], "emoji": "👍", "on": True}
        await refused(second.command("react", **react), "muted")
        async with await guest(server) as late:
            roster = (await late.join(room.id))["members"]
            assert {x["m"]: x.get("muted_until") for x in roster}[room.m] == until
        await as_told(refusal)
        await room.bob.say(room.id, words("after"))


async def test_a_mute_that_is_lifted_is_over_at_once(server):
    async with Room(server) as room:
        await room.mod.act("mute", room.id, m=room.m, for_ms=86_400_000)
        refusal = await refused(room.bob.say(room.id, words()), "muted")
        assert refusal["retry_after_ms"] > 86_000_000
        event = await room.mod.act("mute", room.id, m=room.m, for_ms=0)
        assert "muted_until" not in event["member"]
        await room.bob.say(room.id, words("free"))
        again = await room.mod.command("mute", room=room.id, m=room.m, for_ms=0)
        assert again["seq"] == 0


async def test_a_mute_does_not_end_by_leaving_and_coming_back(server):
    async with Room(server) as room:
        await room.mod.act("mute", room.id, m=room.m, for_ms=60_000)
        await room.bob.leave(room.id)
        await room.bob.join(room.id)
        await refused(room.bob.say(room.id, words()), "muted")


async def test_a_ban_holds_against_the_person_in_every_guise(server):
    async with Room(server) as room, await room.bob.session.open() as second:
        await second.join(room.id)
        event = await room.mod.act("ban", room.id, m=room.m)
        assert (event["reason"], event["by"]) == ("banned", "moderator")
        await room.is_out(room.bob, "banned")
        await room.is_out(second, "banned")
        await room.bob.command("rename", name=fresh_name("Somebody else"))
        for door in ({}, {"hidden": True}, {"resume": {"epoch": event["epoch"], "seq": 1}}):
            for client in (room.bob, second):
                await refused(client.command("join", room=room.id, **door), "banned")
        await room.bob.close()
        await room.bob.open()
        await refused(room.bob.command("join", room=room.id), "banned")
        await refused(room.bob.command("knock", room=room.id), "banned")
        invite = await room.mod.command("invite_create", room=room.id)
        await refused(room.bob.command("join", room=room.id, invite=invite["token"]), "banned")


async def test_the_list_of_bans_shows_people_as_they_were_and_lets_them_in_again(server):
    async with Room(server) as room:
        name = room.bob.session.you["name"]
        await room.ann.act("ban", room.id, m=room.m)
        await room.bob.command("rename", name=fresh_name("New"))
        (ban,) = (await room.mod.command("bans", room=room.id))["bans"]
        assert (ban["name"], ban["kind"], ban["by"]) == (name, "guest", "owner")
        assert set(ban) == {"ban", "name", "avatar", "kind", "by", "at"}
        event = await room.mod.act("unban", room.id, ban=ban["ban"])
        assert (event["t"], event["name"], event["by"]) == ("unbanned", name, "moderator")
        assert (await room.mod.command("bans", room=room.id))["bans"] == []
        await refused(room.mod.command("unban", room=room.id, ban=ban["ban"]), "no_ban")
        await room.bob.join(room.id)


async def test_who_has_left_can_be_banned_while_a_message_lives(server):
    async with Room(server) as room:
        await room.bob.say(room.id, words("rude"))
        await room.bob.leave(room.id)
        await room.mod.act("ban", room.id, m=room.m)
        await refused(room.bob.command("join", room=room.id), "banned")


async def test_who_is_away_is_kicked_muted_and_banned_all_the_same():
    with Server({"rooms.kick_s": 1}) as server:
        async with Room(server) as room:

            async def disappears():
                room.bob.cut()
                await room.bob.until_closed()

                async def away():
                    roster = await room.ann.command("roster", room=room.id)
                    return {x["m"]: x["state"] for x in roster["members"]}[room.m] == "away"

                await eventually(away)

            await disappears()
            await room.mod.act("mute", room.id, m=room.m, for_ms=60_000)
            await room.bob.reconnect()
            await refused(room.bob.say(room.id, words()), "muted")
            await disappears()
            await room.mod.act("kick", room.id, m=room.m)
            await room.bob.open()
            await as_told(await refused(room.bob.resume(room.id), "kicked"))
            await room.bob.join(room.id)
            room.m = room.bob.m(room.id)
            await disappears()
            await room.mod.act("ban", room.id, m=room.m)
            await room.bob.open()
            await refused(room.bob.resume(room.id), "banned")


async def test_voice_is_given_and_taken_at_once(server):
    async with Room(server, speech="voiced") as room:
        await refused(room.bob.say(room.id, words()), "not_voiced")
        target = (await room.mod.say(room.id, words("quiet, please")))["seq"]
        react = {"room": room.id, "target": target, "emoji": "👍", "on": True}
        await refused(room.bob.command("react", **react), "not_voiced")
        await room.mod.act("role", room.id, m=room.m, role="voiced")
        await room.bob.say(room.id, words("thank you"))
        await room.bob.command("react", **react)
        await room.mod.act("role", room.id, m=room.m, role="member")
        await refused(room.bob.say(room.id, words()), "not_voiced")
        await room.ann.act("room_set", room.id, speech="everyone")
        await room.bob.say(room.id, words("everybody"))


async def test_a_locked_room_takes_nobody_new_and_keeps_who_is_there(server):
    async with Room(server) as room, await guest(server) as late:
        await room.mod.act("lock", room.id, on=True)
        await refused(late.join(room.id), "locked")
        assert (await room.mod.command("lock", room=room.id, on=True))["seq"] == 0
        await room.bob.reconnect()
        await room.bob.say(room.id, words("still here"))
        await room.mod.act("lock", room.id, on=False)
        await late.join(room.id)


async def test_slow_mode_spaces_the_messages_of_members_but_not_of_staff(server):
    async with Room(server) as room, await room.bob.session.open() as second:
        await second.join(room.id)
        await room.mod.act("slow", room.id, slow_ms=1000)
        await room.bob.say(room.id, words("one"))
        refusal = await refused(second.say(room.id, words("two")), "rate_limited")
        assert 0 < refusal["retry_after_ms"] <= 1000
        for who in (room.ann, room.mod):
            for _ in range(3):
                await who.say(room.id, words("staff"))
        await as_told(refusal)
        await second.say(room.id, words("two"))
        await room.mod.act("slow", room.id, slow_ms=0)
        await room.bob.say(room.id, words("three"))
        await refused(room.mod.command("slow", room=room.id, slow_ms=21_600_001), "bad_field")


async def test_a_pin_is_seen_by_latecomers_and_can_be_taken_off(server):
    async with Room(server) as room, await guest(server) as late:
        target = (await room.bob.say(room.id, words("read this")))["seq"]
        event = await room.mod.act("pin", room.id, target=target)
        assert (event["t"], event["target"], event["by"]) == ("pinned", target, "moderator")
        assert (await late.join(room.id))["pinned"] == target
        other = (await room.bob.say(room.id, words("and this")))["seq"]
        await room.ann.act("pin", room.id, target=other)
        await room.mod.act("pin", room.id, target=0)
        assert (await late.join(room.id))["pinned"] == 0
        await refused(room.mod.command("pin", room=room.id, target=9999), "no_message")
        await refused(room.mod.command("pin", room=room.id, target=1), "no_message")


async def test_rank_is_judged_when_an_act_is_applied(server):
    """A demotion and the demoted moderator's commands are on their way at the same time."""
    for _ in range(20):
        async with Room(server) as room:
            demoted = room.ann.send("role", room=room.id, m=room.mod.m(room.id), role="member")
            kicks = [room.mod.send("lock", room=room.id, on=bool(n % 2)) for n in range(40)]
            replies = [await reply for reply in kicks]
            fall = (await demoted)["seq"]
            applied = [reply["seq"] for reply in replies if reply["t"] == "done" and reply["seq"]]
            assert all(seq < fall for seq in applied)
            codes = [reply.get("code") for reply in replies]
            first = codes.index("not_allowed") if "not_allowed" in codes else len(codes)
            assert set(codes[:first]) <= {None} and set(codes[first:]) <= {"not_allowed"}
            await refused(room.mod.command("lock", room=room.id, on=True), "not_allowed")


async def test_a_command_behind_the_demotion_is_refused(server):
    async with Room(server) as room:
        third = await guest(server)
        async with third:
            await third.join(room.id)
            await room.ann.send("role", room=room.id, m=room.mod.m(room.id), role="member")
            await refused(room.mod.command("kick", room=room.id, m=third.m(room.id)), "not_allowed")


async def test_messages_in_flight_behind_a_ban_reach_nobody(server):
    async with Room(server) as room:
        said = [room.bob.say(room.id, words(str(n))) for n in range(30)]
        flight = asyncio.gather(*(outcome(one) for one in said))
        event = await room.mod.act("ban", room.id, m=room.m)
        codes = await flight
        assert set(codes) <= {"", "not_member"}
        last = await room.ann.say(room.id, words("the end"))
        ledger = await room.ann.hears(room.id, last["seq"])
        theirs = [e["seq"] for e in ledger.of("message") if e["by"]["m"] == room.m]
        assert len(theirs) == codes.count("") and all(seq < event["seq"] for seq in theirs)


async def muted_and_back(server):
    ann, bob = await guest(server), await guest(server)
    room = await ann.create()
    await bob.join(room)
    await ann.act("mute", room, m=bob.m(room), for_ms=60_000)
    await bob.leave(room)
    await bob.join(room)
    await refused(bob.say(room, words()), "muted")
    return ann, bob, room


async def test_who_comes_back_muted_is_shown_as_muted(server):
    ann, bob, room = await muted_and_back(server)
    async with ann, bob:
        roster = (await ann.command("roster", room=room))["members"]
        assert all(x["muted_until"] for x in roster if x["m"] == bob.m(room))


async def test_the_mute_of_one_who_came_back_can_be_lifted(server):
    ann, bob, room = await muted_and_back(server)
    async with ann, bob:
        await ann.command("mute", room=room, m=bob.m(room), for_ms=0)
        await bob.say(room, words("free"))
