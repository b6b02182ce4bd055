import { describe, expect, it } from "vitest";
import {
  type MemberAct,
  mayInRoom,
  mayToMember,
  memberActs,
  ownerActs,
  staffActs,
} from "../../src/rooms/rights";
import { fromMessage } from "../../src/rooms/room_state";
import { editableUntil, mayReact, speech } from "../../src/rooms/speech";
import type { Member } from "../../src/wire/shapes";
import { card, hour, member, message, noon, roomState } from "../builders";

const roles = ["owner", "moderator", "voiced", "member"] as const;

describe("rights in a room", () => {
  it("staff acts belong to owner and moderators, the room itself to the owner", () => {
    for (const act of staffActs)
      expect(
        roles.filter((role) => mayInRoom(role, act)),
        act,
      ).toEqual(["owner", "moderator"]);
    for (const act of ownerActs)
      expect(
        roles.filter((role) => mayInRoom(role, act)),
        act,
      ).toEqual(["owner"]);
  });

  // Who (rows) may do what to whom: o, m, v, e stand for owner, moderator, voiced, everybody else.
  const table: Readonly<Record<MemberAct, Readonly<Record<(typeof roles)[number], string>>>> = {
    kick: { owner: "mve", moderator: "ve", voiced: "", member: "" },
    mute: { owner: "mve", moderator: "ve", voiced: "", member: "" },
    ban: { owner: "mve", moderator: "ve", voiced: "", member: "" },
    voice: { owner: "ve", moderator: "ve", voiced: "", member: "" },
    moderator: { owner: "mve", moderator: "", voiced: "", member: "" },
    offer: { owner: "mve", moderator: "", voiced: "", member: "" },
    successor: { owner: "mve", moderator: "", voiced: "", member: "" },
  };
  const letters = { o: "owner", m: "moderator", v: "voiced", e: "member" } as const;

  it.each(memberActs)("%s goes by rank, cell by cell", (act) => {
    for (const role of roles) {
      const may = (Object.keys(letters) as (keyof typeof letters)[])
        .filter((letter) => mayToMember(role, act, member(2, { role: letters[letter] })))
        .join("");
      expect(may, role).toBe(table[act][role]);
    }
  });

  it("the room is offered to nobody who is away", () => {
    expect(mayToMember("owner", "offer", member(2, { state: "away" }))).toBe(false);
  });
});

describe("whether one may write", () => {
  const state = (me: Partial<Member>, part: Parameters<typeof card>[0] = {}, said: number | null = null) =>
    roomState({
      card: card(part),
      members: new Map([[1, member(1, me)]]),
      log: said === null ? [] : [fromMessage(message(1, { m: 1, at: said }))],
    });

  it("everybody may, where nothing is set", () => {
    expect(speech(state({}), noon)).toEqual({ may: true });
  });

  it("who is muted may not until the mute ends, and may not react either", () => {
    const room = state({ muted_until: noon + hour });
    expect(speech(room, noon)).toEqual({ may: false, why: "muted", until: noon + hour });
    expect(mayReact(room, noon)).toBe(false);
    expect(speech(room, noon + hour)).toEqual({ may: true });
  });

  it("in a voiced room only those with voice and the staff may", () => {
    const may = (role: Member["role"]) => speech(state({ role }, { speech: "voiced" }), noon).may;
    expect([may("member"), may("voiced"), may("moderator"), may("owner")]).toEqual([false, true, true, true]);
  });

  it("slow mode waits after one's own last message, spares the staff, and leaves reactions free", () => {
    const slow = { slow_ms: 60_000 };
    const waiting = state({}, slow, noon);
    expect(speech(waiting, noon + 1)).toEqual({ may: false, why: "slow", until: noon + 60_000 });
    expect(mayReact(waiting, noon + 1)).toBe(true);
    expect(speech(waiting, noon + 60_000).may).toBe(true);
    expect(speech(state({}, slow), noon).may).toBe(true);
    expect(speech(state({ role: "moderator" }, slow, noon), noon + 1).may).toBe(true);
  });
});

describe("editing", () => {
  const item = fromMessage(message(1, { at: noon }));

  it("ends when the server says, else after 15 min", () => {
    expect(editableUntil(item, 60_000)).toBe(noon + 60_000);
    expect(editableUntil(item, undefined)).toBe(noon + 15 * 60_000);
  });

  it("is not for what cannot be shown", () => {
    expect(editableUntil({ ...item, body: {} }, 60_000)).toBe(0);
  });
});
