"""The life of a message: said, edited, deleted, reacted to, expired."""

import pytest
from kit.client import Refused, guest, new_cid, words
from kit.server import Server
from kit.wait import eventually


async def two_in_a_room(server, **room_fields):
    ann, bob = await guest(server), await guest(server)
    room = await ann.create(**room_fields)
    await bob.join(room)
    return ann, bob, room


async def no_history(client, room, before):
    history = await client.command("history", room=room, before=before)
    return history["events"] == []


async def refused(awaitable, code):
    with pytest.raises(Refused) as refusal:
        await awaitable
    assert refusal.value.code == code
    return refusal.value.reply


async def test_an_edit_replaces_the_text_for_everybody_and_for_latecomers(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob, await guest(server) as late:
        target = (await ann.say(room, words("helo")))["seq"]
        edited = await ann.command("edit", room=room, target=target, body={"text": words("hello")})
        ledger = await bob.hears(room, edited["seq"])
        assert ledger.texts() == [words("hello")]
        assert ledger.of("message_edited")[-1]["target"] == target
        await late.join(room)
        assert late.rooms[room].messages[target]["body"] == {"text": words("hello")}
        assert late.rooms[room].messages[target]["edited_at"] > 0


async def test_only_the_author_edits_a_message(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        target = (await bob.say(room, words()))["seq"]
        body = {"text": words("forged")}
        await refused(ann.command("edit", room=room, target=target, body=body), "not_yours")
        await refused(bob.command("edit", room=room, target=target + 99, body=body), "no_message")


async def test_the_time_to_edit_ends():
    with Server({"rooms.edit_window_s": 1}) as hasty:
        ann, bob, room = await two_in_a_room(hasty)
        async with ann, bob:
            assert ann.welcome["limits"]["edit_window_ms"] == 1000
            target = (await ann.say(room, words()))["seq"]

            async def refusal():
                try:
                    await ann.command("edit", room=room, target=target, body={"text": words()})
                except Refused as refusal:
                    return refusal.code

            assert await eventually(refusal) == "edit_window_over"
            await ann.command("delete", room=room, target=target)


async def test_a_deleted_message_is_gone_for_everybody_and_from_history(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob, await guest(server) as late:
        target = (await ann.say(room, words("oops")))["seq"]
        deleted = await ann.command("delete", room=room, target=target)
        ledger = await bob.hears(room, deleted["seq"])
        assert ledger.texts() == [] and ledger.of("message_deleted")[-1]["role"] == "author"
        await late.join(room)
        assert late.rooms[room].messages == {}
        history = await late.command("history", room=room, before=deleted["seq"] + 1)
        assert history["events"] == [] and not history["more"]
        await refused(ann.command("delete", room=room, target=target), "no_message")
        text = {"text": words()}
        await refused(ann.command("edit", room=room, target=target, body=text), "no_message")
        react = ann.command("react", room=room, target=target, emoji="👍", on=True)
        await refused(react, "no_message")


async def test_a_member_deletes_no_message_of_another_but_the_owner_may(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        anns, bobs = [(await who.say(room, words()))["seq"] for who in (ann, bob)]
        await refused(bob.command("delete", room=room, target=anns), "not_yours")
        deleted = await ann.command("delete", room=room, target=bobs)
        ledger = await bob.hears(room, deleted["seq"])
        assert ledger.of("message_deleted")[-1]["role"] == "owner"


async def test_reactions_are_counted_per_person_and_can_be_taken_back(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob, await guest(server) as late:
        target = (await ann.say(room, words()))["seq"]

        async def react(who, on):
            return await who.command("react", room=room, target=target, emoji="👍", on=on)

        await react(ann, True)
        last = await react(bob, True)
        ledger = await ann.hears(room, last["seq"])
        assert [(r["count"], r["on"]) for r in ledger.of("reaction")] == [(1, True), (2, True)]
        assert (await react(bob, True))["seq"] == 0
        await late.join(room)
        assert late.rooms[room].messages[target]["reactions"] == [
            {"emoji": "👍", "count": 2, "mine": False}
        ]
        history = await bob.command("history", room=room, before=last["seq"] + 1)
        assert history["events"][-1]["reactions"][0]["mine"] is True
        away = await react(bob, False)
        assert (await ann.hears(room, away["seq"])).of("reaction")[-1]["count"] == 1


async def test_a_message_takes_30_kinds_of_reactions(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        target = (await ann.say(room, words()))["seq"]
        for point in range(0x1F600, 0x1F600 + 30):
            await ann.command("react", room=room, target=target, emoji=chr(point), on=True)
        more = ann.command("react", room=room, target=target, emoji="🚀", on=True)
        await refused(more, "reaction_limit")
        await bob.command("react", room=room, target=target, emoji=chr(0x1F600), on=True)


@pytest.mark.parametrize("emoji", ["👍🏽", "👩‍👩‍👧", "🇩🇪", "❤️", "1️⃣"])
async def test_an_emoji_of_several_code_points_is_one_reaction(server, emoji):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        target = (await ann.say(room, words()))["seq"]
        reacted = await ann.command("react", room=room, target=target, emoji=emoji, on=True)
        assert (await bob.hears(room, reacted["seq"])).of("reaction")[-1]["emoji"] == emoji


@pytest.mark.parametrize("emoji", ["a", "", "👍👍", "Zkanarie", " ", "<b>", "\u200d", "7"])
async def test_what_is_no_emoji_is_no_reaction(server, emoji):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        target = (await ann.say(room, words()))["seq"]
        with pytest.raises(Refused) as refusal:
            await ann.command("react", room=room, target=target, emoji=emoji, on=True)
        assert refusal.value.code in ("emoji_invalid", "bad_field")


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "text_invalid"),
        (" \t\n ", "text_invalid"),
        ("Zkanarie\x00", "text_invalid"),
        ("Zkanarie\x1b[31m", "text_invalid"),
        ("Zkanarie\x7f", "text_invalid"),
        ("x" * 4001, "text_too_long"),
        ("😀" * 4001, "text_too_long"),
    ],
)
async def test_a_text_that_breaks_the_rules_is_refused_and_nobody_hears_it(server, text, code):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        await refused(ann.say(room, text), code)
        said = await ann.say(room, words("next"))
        assert (await bob.hears(room, said["seq"])).texts() == [words("next")]


@pytest.mark.parametrize("text", ["x" * 4000, "😀" * 4000, "ä\u0301 \u05d0\u0644 \t\n<script>", "x"])
async def test_a_text_arrives_code_point_by_code_point_as_it_was_said(server, text):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        said = await ann.say(room, text)
        assert (await bob.hears(room, said["seq"])).texts() == [text]


async def test_history_reads_backwards_page_by_page(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob, await guest(server) as late:
        seqs = [(await ann.say(room, words(str(n))))["seq"] for n in range(130)]
        joined = await late.join(room)
        assert joined["older"] and [e["seq"] for e in joined["events"]] == seqs[30:]
        page = await late.command("history", room=room, before=seqs[30], limit=20)
        assert [e["seq"] for e in page["events"]] == seqs[10:30] and page["more"]
        page = await late.command("history", room=room, before=seqs[10])
        assert [e["seq"] for e in page["events"]] == seqs[:10] and not page["more"]
        assert len((await late.command("history", room=room, before=seqs[-1]))["events"]) == 50


async def test_typing_reaches_the_others_at_most_every_three_seconds(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        for _ in range(5):
            assert (await ann.command("typing", room=room))["t"] == "ok"
        said = await ann.say(room, words())
        await bob.hears(room, said["seq"])
        heard = [event for event in bob.events if event["t"] == "typing"]
        assert heard == [{"t": "typing", "room": room, "m": ann.rooms[room].me["m"]}]


async def test_nobody_acts_in_a_room_without_having_joined_it(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob, await guest(server) as eve:
        target = (await ann.say(room, words()))["seq"]
        body = {"text": words("eve")}
        for attempt in (
            eve.command("say", room=room, cid=new_cid(), body=body),
            eve.command("edit", room=room, target=target, body=body),
            eve.command("delete", room=room, target=target),
            eve.command("react", room=room, target=target, emoji="👍", on=True),
            eve.command("typing", room=room),
            eve.command("roster", room=room),
            eve.command("history", room=room, before=target + 1),
            eve.command("leave", room=room),
        ):
            await refused(attempt, "not_member")
        await refused(eve.command("join", room="0" * 17), "no_room")


async def test_a_message_expires_and_is_gone_from_history_and_first_joins():
    with Server({"rooms.life_5m_s": 1}) as brief:
        ann, bob, room = await two_in_a_room(brief, message_life="5m")
        async with ann, bob, await guest(brief) as late:
            said = await ann.say(room, words("brief"))
            assert said["expires_at"] - said["at"] == 1000
            await eventually(lambda: no_history(bob, room, said["seq"] + 1))
            await late.join(room)
            assert late.rooms[room].messages == {}
            gone = ann.command("react", room=room, target=said["seq"], emoji="👍", on=True)
            await refused(gone, "no_message")
