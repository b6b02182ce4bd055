import { describe, expect, it } from "vitest";
import { alive, anchorFor, mostPicked, offered, toggle } from "../../src/complaints/picker";
import { fromMessage } from "../../src/rooms/room_state";
import { message, noon, roomState } from "../builders";

const room = (...seqs: readonly number[]) =>
  roomState({ log: seqs.map((seq) => fromMessage(message(seq, { m: seq % 2 === 0 ? 2 : 3 }))) });
const seqs = (items: ReturnType<typeof offered>) => items.messages.map(({ seq }) => seq);
const near = { before: 2, after: 2 };

describe("messages as evidence", () => {
  it("begin with the one it was opened at, and its neighbours on both sides", () => {
    const found = offered(room(1, 2, 3, 4, 5, 6, 7, 8), 5, [5], near);
    expect(seqs(found)).toEqual([3, 4, 5, 6, 7]);
    expect([found.before, found.after]).toEqual([2, 1]);
  });

  it("offer further ones as far as one reaches, and never beyond what is there", () => {
    const found = offered(room(1, 2, 3, 4, 5), 4, [4], { before: 100, after: 100 });
    expect(seqs(found)).toEqual([1, 2, 3, 4, 5]);
    expect([found.before, found.after]).toEqual([0, 0]);
  });

  it("always show what is picked already, however far away it is", () => {
    expect(seqs(offered(room(1, 2, 3, 4, 5, 6, 7, 8, 9), 8, [2, 8], near))).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("stay where they were when the one in the middle has run out", () => {
    expect(seqs(offered(room(1, 2, 3, 4, 6, 7, 8), 5, [], { before: 1, after: 1 }))).toEqual([4, 6, 7]);
    expect(seqs(offered(room(1, 2, 3), 9, [], { before: 1, after: 1 }))).toEqual([2, 3]);
  });

  it("leave out people who came and went, and are none in a silent room", () => {
    const silent = roomState({
      log: [{ kind: "member", seq: 4, at: noon, m: 2, name: "Bo", change: "joined", was: null }],
    });
    expect(offered(silent, 0, [])).toEqual({ messages: [], before: 0, after: 0 });
    expect(anchorFor(silent, 2)).toBe(0);
  });

  it("of a member begin at their newest one, and at the newest of all if they wrote none", () => {
    expect(anchorFor(room(1, 2, 3, 4, 5), 2)).toBe(4);
    expect(anchorFor(room(1, 2, 3, 4, 5), 9)).toBe(5);
    expect(anchorFor(room(1, 2, 3, 4, 5), null)).toBe(5);
  });
});

describe("picking", () => {
  it("takes one more or one less, in the order of the room", () => {
    expect(toggle([3, 9], 5)).toEqual([3, 5, 9]);
    expect(toggle([3, 5, 9], 5)).toEqual([3, 9]);
  });

  it("never takes more than twenty, and still lets one go then", () => {
    const full = Array.from({ length: mostPicked }, (_, n) => n + 1);
    expect(full).toHaveLength(20);
    expect(toggle(full, 99)).toBe(full);
    expect(toggle(full, 7)).toHaveLength(19);
  });

  it("lets go of what was deleted or has run out", () => {
    expect(alive(room(2, 3), [1, 2, 3, 4])).toEqual([2, 3]);
    const same = [2, 3];
    expect(alive(room(2, 3), same)).toBe(same);
  });
});
