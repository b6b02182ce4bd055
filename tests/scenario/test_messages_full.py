"""Messages that refer to others: replies, mentions and pins, and lifetimes that change under them."""

import pytest
from kit.client import guest, new_cid, words
from kit.expect import refused
from kit.server import Server
from kit.wait import eventually

LIVES = {"rooms.life_5m_s": 2, "rooms.life_1h_s": 60, "rooms.life_24h_s": 600, "rooms.life_7d_s": 6000}


class Pair:
    """Two people in a room."""

    def __init__(self, server, **fields):
        self.server, self.fields = server, fields

    async def __aenter__(self):
        self.ann, self.bob = await guest(self.server), await guest(self.server)
        self.id = await self.ann.create(**self.fields)
        await self.bob.join(self.id)
        return self

    async def __aexit__(self, *_):
        for client in (self.ann, self.bob):
            client.cut()
            await client.until_closed()

    async def say(self, who, text, **more):
        """Says something with references; returns the event as the other one hears it."""
        fields = {"room": self.id, "cid": new_cid(), "body": {"text": text}, **more}
        seq = (await who.command("say", **fields))["seq"]
        other = self.bob if who is self.ann else self.ann
        return (await other.hears(self.id, seq)).at(seq)

    async def seen_by_a_latecomer(self):
        """The living messages as a first join shows them, by seq."""
        async with await guest(self.server) as late:
            joined = await late.join(self.id)
            await late.leave(self.id)
            return {event["seq"]: event for event in joined["events"]}


async def test_a_reply_refers_and_does_not_quote(server):
    async with Pair(server) as pair:
        first = await pair.say(pair.ann, words("a question"))
        reply = await pair.say(pair.bob, words("an answer"), reply_to=first["seq"])
        assert reply["reply_to"] == first["seq"] and "reply_to" not in first
        assert words("a question") not in str(reply)
        late = await pair.seen_by_a_latecomer()
        assert late[reply["seq"]]["reply_to"] == first["seq"]
        assert words("a question") not in str(late[reply["seq"]])


async def test_one_can_only_reply_to_a_message_that_lives(server):
    async with Pair(server) as pair:
        first = await pair.say(pair.ann, words())
        await pair.ann.command("delete", room=pair.id, target=first["seq"])
        say = {"room": pair.id, "body": {"text": words()}}
        for target in (first["seq"], first["seq"] + 1, 1, 9999):
            await refused(pair.bob.command("say", cid=new_cid(), reply_to=target, **say), "no_message")
        for bad in (0, -1, "1", 1.5):
            await refused(pair.bob.command("say", cid=new_cid(), reply_to=bad, **say), "bad_field")


async def test_the_answer_to_a_deleted_message_stays_without_its_text(server):
    async with Pair(server) as pair:
        first = await pair.say(pair.ann, words("to be deleted"))
        reply = await pair.say(pair.bob, words("an answer"), reply_to=first["seq"])
        await pair.ann.act("delete", pair.id, target=first["seq"])
        late = await pair.seen_by_a_latecomer()
        assert set(late) == {reply["seq"]} and words("to be deleted") not in str(late)


async def test_mentions_name_members_by_their_numbers(server):
    async with Pair(server) as pair:
        both = [pair.ann.m(pair.id), pair.bob.m(pair.id)]
        event = await pair.say(pair.ann, words("you two"), mentions=both)
        assert event["mentions"] == both
        assert (await pair.seen_by_a_latecomer())[event["seq"]]["mentions"] == both
        plain = await pair.say(pair.ann, words("nobody"), mentions=[])
        assert not plain.get("mentions")


async def test_only_members_can_be_mentioned_and_twenty_at_most(server):
    async with Pair(server) as pair:
        say = {"room": pair.id, "body": {"text": words()}}
        for some in ([999], [1, 999]):
            await refused(pair.ann.command("say", cid=new_cid(), mentions=some, **say), "no_member")
        many = list(range(1, 22))
        await refused(pair.ann.command("say", cid=new_cid(), mentions=many, **say), "bad_field")


async def test_an_edit_keeps_what_a_message_refers_to(server):
    async with Pair(server) as pair:
        first = await pair.say(pair.ann, words("a question"))
        m = pair.ann.m(pair.id)
        reply = await pair.say(pair.bob, words("an answer"), reply_to=first["seq"], mentions=[m])
        await pair.bob.act("edit", pair.id, target=reply["seq"], body={"text": words("a better answer")})
        late = (await pair.seen_by_a_latecomer())[reply["seq"]]
        assert late["body"]["text"] == words("a better answer") and late["edited_at"]
        assert (late["reply_to"], late["mentions"]) == (first["seq"], [m])


async def test_a_repeated_message_is_not_judged_anew(server):
    async with Pair(server) as pair:
        first = await pair.say(pair.ann, words())
        fields = {"room": pair.id, "cid": new_cid(), "body": {"text": words()}, "reply_to": first["seq"]}
        said = await pair.bob.command("say", **fields)
        await pair.ann.act("delete", pair.id, target=first["seq"])
        again = await pair.bob.command("say", **fields)
        assert again["repeat"] and again["seq"] == said["seq"]


async def test_a_message_of_any_age_is_deleted_by_staff_but_edited_in_its_time_only():
    with Server({"rooms.edit_window_s": 1}) as server:
        async with Pair(server) as pair:
            said = await pair.say(pair.bob, words("long ago"))

            async def is_over():
                return (await pair.ann.command("ping"))["at"] > said["at"] + 1000

            await eventually(is_over)
            edit = {"room": pair.id, "target": said["seq"], "body": {"text": words("new")}}
            await refused(pair.bob.command("edit", **edit), "edit_window_over")
            event = await pair.ann.act("delete", pair.id, target=said["seq"])
            assert event["role"] == "owner"


async def test_a_pin_goes_with_its_message(server):
    async with Pair(server) as pair:
        said = await pair.say(pair.bob, words("important"))
        await pair.ann.act("pin", pair.id, target=said["seq"])
        await pair.bob.act("delete", pair.id, target=said["seq"])
        assert (await pair.bob.join(pair.id))["pinned"] == 0
        await refused(pair.ann.command("pin", room=pair.id, target=said["seq"]), "no_message")


async def test_a_pin_goes_with_its_message_when_that_expires():
    with Server(LIVES) as server:
        async with Pair(server, message_life="5m") as pair:
            said = await pair.say(pair.bob, words("important"))
            await pair.ann.act("pin", pair.id, target=said["seq"])

            async def is_off():
                return (await pair.bob.resume(pair.id))["pinned"] == 0

            await eventually(is_off, 7)
            assert (await pair.ann.command("ping"))["at"] >= said["expires_at"]


async def test_a_shorter_life_of_messages_holds_for_those_that_are_there():
    with Server(LIVES) as server:
        async with Pair(server, message_life="24h", life="7d") as pair:
            old = await pair.say(pair.ann, words("old"))
            assert old["expires_at"] == old["at"] + 600_000
            event = await pair.ann.act("room_set", pair.id, message_life="1h")
            assert (event["room_info"]["message_life"], event["by"]) == ("1h", "owner")
            late = await pair.seen_by_a_latecomer()
            assert late[old["seq"]]["expires_at"] == old["at"] + 60_000
            await pair.ann.act("room_set", pair.id, message_life="5m")

            async def is_gone():
                history = await pair.bob.command("history", room=pair.id, before=old["seq"] + 1)
                return history["events"] == []

            await eventually(is_gone, 7)
            assert (await pair.ann.command("ping"))["at"] >= old["at"] + 2000


async def test_a_longer_life_of_messages_holds_for_new_ones_only():
    with Server(LIVES) as server:
        async with Pair(server, message_life="1h", life="7d") as pair:
            old = await pair.say(pair.ann, words("old"))
            await pair.ann.act("room_set", pair.id, message_life="24h")
            new = await pair.say(pair.ann, words("new"))
            late = await pair.seen_by_a_latecomer()
            lives = {seq: event["expires_at"] - event["at"] for seq, event in late.items()}
            assert lives == {old["seq"]: 60_000, new["seq"]: 600_000}


async def test_the_life_of_a_room_can_be_changed_and_bounds_its_messages():
    with Server(LIVES) as server:
        async with Pair(server, message_life="1h") as pair:
            event = await pair.ann.act("room_set", pair.id, life="24h")
            assert event["room_info"]["life"] == "24h"
            assert event["room_info"]["expires_at"] == event["at"] + 600_000
            await refused(pair.ann.command("room_set", room=pair.id, message_life="7d"), "bad_life")
            both = await pair.ann.act("room_set", pair.id, life="1h", message_life="1h")
            end = both["room_info"]["expires_at"]
            assert end <= both["at"] + 60_000
            said = await pair.say(pair.bob, words("never beyond the room"))
            assert said["expires_at"] <= end
            free = await pair.ann.act("room_set", pair.id, life="empty")
            assert free["room_info"]["expires_at"] is None


async def test_messages_never_outlive_a_room_whose_life_became_shorter():
    with Server(LIVES | {"rooms.life_1h_s": 3}) as server:
        async with Pair(server, life="7d", message_life="24h") as pair:
            old = await pair.say(pair.ann, words("old"))
            event = await pair.ann.act("room_set", pair.id, life="1h", message_life="1h")
            late = await pair.seen_by_a_latecomer()
            assert late[old["seq"]]["expires_at"] <= event["room_info"]["expires_at"]
            ended = await pair.bob.until(lambda: pair.bob.rooms[pair.id].of("room_closed"), 8)
            assert ended[0]["reason"] == "expired"
            assert 0 <= ended[0]["at"] - event["room_info"]["expires_at"] < 1000


async def test_settings_that_change_nothing_are_no_event(server):
    async with Pair(server, topic="tea") as pair:
        for same in ({}, {"topic": "tea"}, {"entry": "open", "guests": True, "slow_ms": 0, "life": "empty"}):
            assert (await pair.ann.command("room_set", room=pair.id, **same))["seq"] == 0


@pytest.mark.parametrize("name", ["", "  ", "x" * 49, "a\u202eb"])
async def test_a_room_cannot_be_given_a_bad_name(server, name):
    async with Pair(server) as pair:
        await refused(pair.ann.command("room_set", room=pair.id, name=name), "name_invalid")


async def test_new_settings_are_seen_by_members_latecomers_and_the_directory(server):
    async with Pair(server) as pair:
        new = {"name": words("renamed"), "topic": words("another"), "slow_ms": 1000}
        event = await pair.ann.act("room_set", pair.id, **new)
        assert new.items() <= event["room_info"].items()
        seen = await pair.bob.hears(pair.id, event["seq"])
        assert new.items() <= seen.card.items()

        async def is_listed():
            cards = (await pair.bob.command("rooms", q=words("renamed")))["rooms"]
            return [card["id"] for card in cards] == [pair.id]

        await eventually(is_listed)
        await pair.ann.act("room_set", pair.id, listing="unlisted")

        async def is_unlisted():
            return (await pair.bob.command("rooms", q=words("renamed")))["rooms"] == []

        await eventually(is_unlisted)


async def test_somebody_who_has_left_cannot_be_mentioned(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        await bob.say(room, words("bye"))
        m = bob.m(room)
        await bob.leave(room)
        say = {"room": room, "cid": new_cid(), "body": {"text": words()}, "mentions": [m]}
        await refused(ann.command("say", **say), "no_member")
