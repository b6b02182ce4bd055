import { describe, expect, it } from "vitest";
import { expire, nextExpiry } from "../../src/rooms/expiry";
import { fromMessage, type MemberItem } from "../../src/rooms/room_state";
import { lifeStep, shortDuration } from "../../src/time/lives";
import { card, hour, message, noon, roomState } from "../builders";

const came: MemberItem = {
  kind: "member",
  seq: 2,
  at: noon,
  m: 2,
  name: "Guest 2",
  change: "joined",
  was: null,
};

describe("expiry", () => {
  const early = fromMessage(message(1, { at: noon }));
  const late = fromMessage(message(3, { at: noon + 60_000 }));

  it("removes a message at its time, not before", () => {
    const room = roomState({ log: [early, late] });
    expect(expire(room, early.expiresAt - 1)).toBe(room);
    expect(expire(room, early.expiresAt).log).toEqual([late]);
  });

  it("removes rows with names as late as a message of that time would go", () => {
    const room = roomState({ card: card({ message_life: "5m" }), log: [came] });
    expect(expire(room, noon + 299_999).log).toHaveLength(1);
    expect(expire(room, noon + 300_000).log).toEqual([]);
  });

  it("ends typing that was not renewed", () => {
    const room = roomState({ typing: new Map([[2, noon + 5000]]) });
    expect(expire(room, noon + 4999)).toBe(room);
    expect(expire(room, noon + 5000).typing.size).toBe(0);
  });

  it("says when it has the next thing to do", () => {
    expect(nextExpiry(roomState())).toBeNull();
    expect(nextExpiry(roomState({ log: [late, early] }))).toBe(noon + hour);
    expect(nextExpiry(roomState({ log: [early], typing: new Map([[2, noon + 5]]) }))).toBe(noon + 5);
  });
});

describe("life ring", () => {
  it("is full at the start, empty at the end, and moves in few steps", () => {
    expect(lifeStep(0, 2400, 0, 24)).toBe(24);
    expect(lifeStep(0, 2400, 2400, 24)).toBe(0);
    expect(lifeStep(0, 2400, 2399, 24)).toBe(1);
    expect(lifeStep(0, 2400, 101, 24)).toBe(lifeStep(0, 2400, 199, 24));
  });

  it("does not leave its range when clocks disagree", () => {
    expect(lifeStep(1000, 2000, 0, 24)).toBe(24);
    expect(lifeStep(1000, 2000, 9000, 24)).toBe(0);
    expect(lifeStep(1000, 1000, 0, 24)).toBe(0);
  });
});

describe("durations", () => {
  it.each([
    [400, "1 s"],
    [-5, "1 s"],
    [59_000, "59 s"],
    [60_000, "1 min"],
    [hour, "1 h"],
    [hour + 20 * 60_000, "1 h 20 min"],
    [24 * hour, "1 d"],
    [51 * hour, "2 d 3 h"],
  ])("%i ms reads %s", (ms, words) => {
    expect(shortDuration(ms)).toBe(words);
  });
});
