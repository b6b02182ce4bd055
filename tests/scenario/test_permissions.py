"""Who may do what: the table of roles, cell by cell, over the real socket.

A cell is `+` allowed, `=` allowed but nothing to change, or the first letters of the error. Every
allowed act is looked up at a witness, with the actor's role in it; after every refused one the
room is compared with what it was before.
"""

import pytest
from kit.cast import ACTORS, TARGETS, Cast, role_of
from kit.client import Refused, fresh_name, guest, new_cid, words
from kit.expect import outcome

ERRORS = {"-": "not_allowed", "o": "not_member", "y": "not_yours", "f": "no_offer"}
ERRORS |= {"v": "not_voiced", "m": "muted"}

# Rows are actors, columns the targets: member hidden voiced moderator owner (or the author).
OVER_OTHERS = {
    "kick": "o o o o o|- - - - -|- - - - -|- - - - -|+ + + - -|+ + + + -",
    "mute": "o o o o o|- - - - -|- - - - -|- - - - -|+ + + - -|+ + + + -",
    "ban": "o o o o o|- - - - -|- - - - -|- - - - -|+ + + - -|+ + + + -",
    "role member": "o o o o o|- - - - -|- - - - -|- - - - -|= = + - -|= = + + -",
    "role voiced": "o o o o o|- - - - -|- - - - -|- - - - -|+ + = - -|+ + = + -",
    "role moderator": "o o o o o|- - - - -|- - - - -|- - - - -|- - - - -|+ + + = -",
    "delete": "o o o o o|y y y y y|y y y y y|y y y y y|+ + + + +|+ + + + own",
    "edit": "o o o o o|y y y y y|y y y y y|y y y y y|y y y y y|y y y y own",
}

# Columns are the actors: outsider member hidden voiced moderator owner.
ALONE = {
    "say": "o + + + + +",
    "react": "o + + + + +",
    "say in a voiced room": "o v v + + +",
    "react in a voiced room": "o v v + + +",
    "say while muted": "o m m m m +",
    "react while muted": "o m m m m +",
    "edit own": "o + + + + +",
    "delete own": "o + + + + +",
    "bans": "o - - - + +",
    "unban": "o - - - + +",
    "lock": "o - - - + +",
    "slow": "o - - - + +",
    "pin": "o - - - + +",
    "knock_answer": "o - - - + +",
    "invite_create": "o - - - + +",
    "invites_clear": "o - - - + +",
    "room_set name": "o - - - - +",
    "room_set password": "o - - - - +",
    "room_set listing": "o - - - - +",
    "room_set life": "o - - - - +",
    "transfer": "o - - - - +",
    "transfer_cancel": "o - - - - +",
    "transfer_answer": "o f f f f f",
    "successor": "o - - - - +",
    "close": "o - - - - +",
}


def said_by(event, role):
    return event.get("by") == role


async def say_as(who, room):
    return (await who.say(room, words()))["seq"]


async def act_on(cast, act, actor, target):
    """The command of one targeted cell: fields, and the judge of the witness's event."""
    act, _, value = act.partition(" ")
    room, whom = await cast.room(), cast.other(actor, target)
    m, role = whom.m(room), role_of(actor)
    if act in ("delete", "edit"):
        seq = await say_as(whom, room)
        body = {"body": {"text": words("other")}} if act == "edit" else {}
        mine = "author" if cast[actor] is whom else role
        shows = lambda e: e["target"] == seq and e.get("role", mine) == mine
        return act, room, {"target": seq, **body}, shows
    if act == "mute":
        shows = lambda e: e["member"]["m"] == m and e["member"]["muted_until"] > e["at"]
        return act, room, {"m": m, "for_ms": 60_000}, lambda e: shows(e) and said_by(e, role)
    if act == "role":
        shows = lambda e: (e["member"]["m"], e["member"]["role"]) == (m, value)
        return act, room, {"m": m, "role": value}, lambda e: shows(e) and said_by(e, role)
    reason = {"kick": "kicked", "ban": "banned"}[act]
    shows = lambda e: (e["t"], e["m"], e["reason"]) == ("member_left", m, reason)
    return act, room, {"m": m}, lambda e: shows(e) and said_by(e, role)


async def act_alone(cast, act, actor):
    """The command of one cell without a target, with whatever it needs to have something to do."""
    kind, _, how = act.partition(" ")
    owner, who, role = cast["owner"], cast[actor], role_of(actor)
    room = await cast.room(speech="voiced" if how == "in a voiced room" else "everyone")
    m, fields, shows = None, {}, lambda e: said_by(e, role)
    if who is not cast["outsider"]:
        m = who.m(room)
    if how == "while muted" and m and who is not owner:
        await owner.act("mute", room, m=m, for_ms=60_000)
    if kind == "say":
        fields = {"cid": new_cid(), "body": {"text": words()}}
        shows = lambda e: e["t"] == "message" and e["by"]["m"] == m
    elif kind == "react":
        fields = {"target": await say_as(owner, room), "emoji": "👍", "on": True}
        shows = lambda e: e["t"] == "reaction" and e["m"] == m
    elif how == "own":
        fields = {"target": await say_as(owner if m is None else who, room)}
        fields |= {"body": {"text": words("new")}} if kind == "edit" else {}
        shows = lambda e: e["target"] == fields["target"] and e.get("role", "author") == "author"
    elif kind == "unban":
        await owner.act("ban", room, m=cast["voiced too"].m(room))
        fields = {"ban": (await owner.command("bans", room=room))["bans"][0]["ban"]}
    elif kind == "lock":
        fields = {"on": True}
        shows = lambda e: e["room_info"]["locked"] and said_by(e, role)
    elif kind == "slow":
        fields = {"slow_ms": 5000}
        shows = lambda e: e["room_info"]["slow_ms"] == 5000 and said_by(e, role)
    elif kind == "pin":
        fields = {"target": await say_as(owner, room)}
        shows = lambda e: e["target"] == fields["target"] and said_by(e, role)
    elif kind == "room_set":
        value = {"name": fresh_name(), "listing": "unlisted", "life": "7d"}.get(how, "open sesame")
        fields = {how: value} | ({"entry": "password"} if how == "password" else {})
        plain = {k: v for k, v in fields.items() if k != "password"}
        shows = lambda e: plain.items() <= e["room_info"].items() and said_by(e, role)
    elif kind in ("transfer", "successor"):
        fields = {"m": cast["voiced too"].m(room)}
        shows = lambda e: e["m"] == fields["m"]
    elif kind in ("transfer_cancel", "transfer_answer"):
        await owner.act("transfer", room, m=cast["voiced too"].m(room))
        fields = {"accept": True} if kind == "transfer_answer" else {}
        shows = lambda e: e["outcome"] == "cancelled"
    elif kind == "close":
        fields = {"reason": words("enough")}
        shows = lambda e: e["text"] == words("enough") and said_by(e, role)
    return kind, room, fields, shows


async def judge(cast, cell, actor, act, room, fields, shows):
    """What is wrong with one cell, or nothing."""
    before = await cast.state(room)
    try:
        reply = await cast[actor].command(act, room=room, **fields)
    except Refused as refusal:
        if refusal.code != ERRORS.get(cell):
            return f"refused with {refusal.code}"
        after = await cast.state(room)
        return None if after == before else f"refused, and yet {before} became {after}"
    if cell in ERRORS:
        return f"allowed, not refused with {ERRORS[cell]}"
    if reply["t"] in ("bans", "invite", "ok") or act == "invites_clear":
        return None
    if cell == "=":
        return None if reply["seq"] == 0 else "told a change where there is none"
    event = (await cast["witness"].hears(room, reply["seq"])).at(reply["seq"])
    return None if shows(event) else f"the witness was told {event}"


def report(wrong):
    assert not wrong, "\n".join(f"{cell}: {fault}" for cell, fault in wrong.items())


@pytest.mark.parametrize("act", OVER_OTHERS)
async def test_every_act_on_somebody_follows_the_table_of_roles(server, act):
    wrong = {}
    async with Cast(server) as cast:
        rows = [row.split() for row in OVER_OTHERS[act].split("|")]
        for actor, row in zip(ACTORS, rows, strict=True):
            for target, cell in zip(TARGETS, row, strict=True):
                command = await act_on(cast, act, actor, target)
                if fault := await judge(cast, cell, actor, *command):
                    wrong[f"{act}, {actor} on {target}"] = fault
    report(wrong)


@pytest.mark.parametrize("act", ALONE)
async def test_every_act_in_a_room_follows_the_table_of_roles(server, act):
    wrong = {}
    async with Cast(server) as cast:
        for actor, cell in zip(ACTORS, ALONE[act].split(), strict=True):
            if act == "knock_answer":
                fault = await judge_knock(cast, server, cell, actor)
            else:
                fault = await judge(cast, cell, actor, *await act_alone(cast, act, actor))
            if fault:
                wrong[f"{act}, {actor}"] = fault
    report(wrong)


async def judge_knock(cast, server, cell, actor):
    """Answering a knock changes no room, so the one who knocks is the witness."""
    room = await cast.room()
    await cast["owner"].act("room_set", room, entry="knock")
    async with await guest(server) as visitor:
        await visitor.command("knock", room=room)
        owner = cast["owner"]
        heard = lambda: [e for e in owner.events if e["t"] == "knocks" and e["room"] == room]
        k = (await owner.until(heard))[-1]["knocks"][0]["k"]
        answer = await outcome(cast[actor].command("knock_answer", room=room, k=k, admit=True))
        if answer != ERRORS.get(cell, ""):
            return f"answered with {answer or 'ok'}"
        state = (await visitor.command("knock", room=room))["state"]
        return None if state == ("approved" if cell == "+" else "waiting") else f"left it {state}"


def test_the_table_has_a_cell_for_every_actor():
    targeted = sum(len(row.split()) for grid in OVER_OTHERS.values() for row in grid.split("|"))
    alone = sum(len(row.split()) for row in ALONE.values())
    assert targeted == len(OVER_OTHERS) * len(ACTORS) * len(TARGETS)
    assert alone == len(ALONE) * len(ACTORS) and targeted + alone >= 96
