import { describe, expect, it } from "vitest";
import { parsePath } from "../../src/app/router";
import { partner, roomTitle, seenByPartner, toMarkRead } from "../../src/rooms/direct";
import { enter } from "../../src/rooms/joined";
import { card, joined, member, message } from "../builders";

const direct = (
  reads: readonly { m: number; target: number }[],
  events = [message(1), message(2, { m: 1 })],
) =>
  enter(
    null,
    joined({
      room: card({ kind: "direct", name: "" }),
      members: [member(1, { name: "Ann" }), member(2, { name: "Bo" })],
      seq: 5,
      events,
      reads: [...reads],
    }),
  ).room;

describe("a direct", () => {
  it("is called as the other one", () => {
    const room = direct([]);
    expect(partner(room)?.name).toBe("Bo");
    expect(roomTitle(room)).toBe("Bo");
    expect(roomTitle(enter(null, joined()).room)).toBe("Tea");
  });

  it("shows the newest own message that the other has read", () => {
    const own = [message(1, { m: 1 }), message(2, { m: 1 }), message(3), message(4, { m: 1 })];
    expect(seenByPartner(direct([], own))).toBe(0);
    expect(seenByPartner(direct([{ m: 2, target: 3 }], own))).toBe(2);
    expect(seenByPartner(direct([{ m: 2, target: 4 }], own))).toBe(4);
    expect(seenByPartner(direct([{ m: 1, target: 4 }], own))).toBe(0);
  });

  it("has something to mark while the other has written since", () => {
    expect(toMarkRead(direct([]))).toBe(1);
    expect(toMarkRead(direct([{ m: 1, target: 1 }]))).toBe(0);
    expect(toMarkRead(direct([], [message(2, { m: 1 })]))).toBe(0);
  });
});

describe("the address of friends", () => {
  it("names an account, and nothing else", () => {
    expect(parsePath("/friends")).toEqual({ page: "friends" });
    expect(parsePath("/dm/ann_b.c-1")).toEqual({ page: "direct", name: "ann_b.c-1" });
    expect(parsePath("/dm/An")).toEqual({ page: "missing" });
    expect(parsePath("/dm/ann/more")).toEqual({ page: "missing" });
  });
});
