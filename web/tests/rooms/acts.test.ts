import { describe, expect, it } from "vitest";
import { actWords, changesBetween } from "../../src/rooms/acts";
import { receive } from "../../src/rooms/apply";
import { knocks } from "../../src/rooms/events/knocks";
import type { RoomState } from "../../src/rooms/room_state";
import type { RoomEvent } from "../../src/wire/events";
import { card, event, hour, member, message, noon, roomId, roomState } from "../builders";

function take(room: RoomState, ...events: readonly RoomEvent[]): RoomState {
  return events.reduce((state, each) => receive(state, each).room, room);
}
const rows = (room: RoomState) =>
  room.log.flatMap((item) => (item.kind === "act" ? [actWords(item.act)] : []));

describe("acts of the staff", () => {
  it("kick and ban take the member away and name the role that did it", () => {
    const room = take(
      roomState({ members: new Map([1, 2, 3].map((m) => [m, member(m)])), count: 3 }),
      event("member_left", 1, { m: 2, reason: "kicked", by: "moderator" }),
      event("member_left", 2, { m: 3, reason: "banned", by: "owner" }),
    );
    expect(rows(room)).toEqual(["A moderator sent Guest 2 out", "The owner banned Guest 3"]);
    expect([...room.members.keys()]).toEqual([1]);
    expect(room.out).toBeNull();
  });

  it("what the server does by itself is told as the server's", () => {
    const room = take(
      roomState({ members: new Map([1, 2].map((m) => [m, member(m)])), count: 2 }),
      event("member_changed", 1, { member: member(2, { muted_until: noon + hour }), by: "server" }),
      event("member_left", 2, { m: 2, reason: "banned", by: "server" }),
    );
    expect(rows(room)[0]).toMatch(/^The server muted Guest 2 until /);
    expect(rows(room)[1]).toBe("The server banned Guest 2");
  });

  it("who is sent out is out, who is only away is not", () => {
    const left = (reason: "kicked" | "banned" | "left" | "away" | "session") =>
      take(roomState(), event("member_left", 1, { m: 1, reason })).out;
    expect([left("kicked"), left("banned"), left("left")]).toEqual(["kicked", "banned", "left"]);
    expect([left("away"), left("session")]).toEqual([null, null]);
  });

  it("a mute is told with its end, its end by hand too, its running out is not", () => {
    const muted = member(2, { muted_until: noon + hour });
    const room = take(
      roomState(),
      event("member_changed", 1, { member: muted, by: "owner" }),
      event("member_changed", 2, { member: member(2), by: "owner" }),
    );
    expect(rows(room)).toHaveLength(2);
    expect(rows(room)[0]).toMatch(/^The owner muted Guest 2 until /);
    expect(rows(room)[1]).toBe("Guest 2 may write again");
    const before = roomState({ members: new Map([[2, member(2, { muted_until: noon })]]) });
    const renamed = member(2, { name: "Ann" });
    expect(rows(take(before, event("member_changed", 1, { member: renamed })))).toEqual([]);
  });

  it("roles are told as what was given or taken", () => {
    const change = (was: RoomState, role: "member" | "voiced" | "moderator") =>
      rows(take(was, event("member_changed", 1, { member: member(2, { role }), by: "owner" })));
    const as = (role: "member" | "voiced" | "moderator") =>
      roomState({ members: new Map([[2, member(2, { role })]]) });
    expect(change(as("member"), "voiced")).toEqual(["The owner gave Guest 2 voice"]);
    expect(change(as("voiced"), "member")).toEqual(["The owner took the voice of Guest 2"]);
    expect(change(as("member"), "moderator")).toEqual(["The owner made Guest 2 a moderator"]);
    expect(change(as("moderator"), "member")).toEqual(["Guest 2 is no longer a moderator"]);
  });

  it("a pin is kept and told, a pin that goes with its message is only kept", () => {
    const room = take(roomState(), message(1), event("pinned", 2, { target: 1, by: "owner" }));
    expect(room.pinned).toBe(1);
    expect(rows(room)).toEqual(["The owner pinned a message"]);
    const gone = take(room, event("message_deleted", 3, { target: 1, role: "author" }));
    expect(gone.pinned).toBe(0);
    expect(rows(take(gone, event("pinned", 4, { target: 0 })))).toHaveLength(1);
  });

  it("who knocks is held as the server says it", () => {
    const knock = { k: 1, name: "Ann", avatar: "a1", kind: "guest", text: "hi" } as const;
    const waiting = [{ ...knock, at: noon, expires_at: noon + hour }];
    const room = knocks(roomState(), { t: "knocks", room: roomId, knocks: waiting });
    expect(room.knocks).toBe(waiting);
    expect(knocks(room, { t: "knocks", room: roomId, knocks: [] }).knocks).toEqual([]);
  });
});

describe("settings", () => {
  it("a shorter message life counts for what was said, a longer one does not", () => {
    const said = [message(1), message(2, { expires_at: noon + 60_000 })] as const;
    const room = take(roomState(), ...said);
    const set = (life: "5m" | "24h") =>
      take(room, event("room_changed", 3, { room_info: card({ message_life: life }), by: "owner" }));
    const ends = (state: RoomState) =>
      state.log.flatMap((item) => (item.kind === "message" ? [item.expiresAt - noon] : []));
    expect(ends(set("5m"))).toEqual([300_000 + 1000, 60_000]);
    expect(ends(set("24h"))).toEqual([hour + 1000, 60_000]);
    expect(set("5m").card.message_life).toBe("5m");
  });

  it("are told as what is different now", () => {
    expect(changesBetween(card(), card({ name: "Coffee", locked: true }))).toEqual([
      "renamed the room to Coffee",
      "locked the room",
    ]);
    expect(changesBetween(card(), card({ slow_ms: 60_000 }))).toEqual(["set slow mode to 1 minute"]);
    expect(changesBetween(card({ slow_ms: 5000 }), card())).toEqual(["ended slow mode"]);
    // A changed password shows on no card.
    expect(changesBetween(card(), card())).toEqual(["changed the settings"]);
  });
});

describe("ownership", () => {
  const three = () =>
    roomState({
      members: new Map([
        [1, member(1, { role: "owner" })],
        [2, member(2)],
      ]),
    });

  it("is offered, and the offer ends", () => {
    const offered = take(three(), event("transfer_offered", 1, { m: 2, expires_at: noon + hour }));
    expect(offered.offer).toEqual({ m: 2, expiresAt: noon + hour });
    const ended = take(offered, event("transfer_ended", 2, { outcome: "declined" }));
    expect(ended.offer).toBeNull();
    expect(rows(ended)).toEqual(["The owner offered the room to Guest 2", "The offer was declined"]);
  });

  it("goes over in one step: never two owners, never none", () => {
    const room = take(three(), event("owner_changed", 1, { was: 1, to: 2, reason: "transfer" }));
    expect([...room.members.values()].map((each) => each.role)).toEqual(["moderator", "owner"]);
    expect(rows(room)).toEqual(["Guest 2 took over the room"]);
  });

  it("passes to a successor when the owner is gone", () => {
    const named = take(three(), event("successor_named", 1, { m: 2 }));
    expect(named.successor).toBe(2);
    const room = take(named, event("owner_changed", 2, { to: 2, reason: "succession" }));
    expect(room.successor).toBe(0);
    expect(rows(room).at(-1)).toBe("The owner is gone; the room went to Guest 2");
  });

  it("tells the one to whom the room goes that they own it now, and nobody else", () => {
    for (const reason of ["transfer", "succession"] as const) {
      const mine = take(three(), event("owner_changed", 1, { was: 2, to: 1, reason }));
      expect(rows(mine).at(-1)).toMatch(/Guest 1\. You own this room now$|room\. You own this room now$/);
      const other = take(three(), event("owner_changed", 1, { was: 1, to: 2, reason }));
      expect(rows(other).at(-1)).not.toMatch(/You own/);
    }
  });

  it("closing is announced with its reason and end", () => {
    const room = take(
      three(),
      event("room_closing", 1, { closes_at: noon + 10_000, text: "late", by: "owner" }),
    );
    expect(room.closing).toEqual({ closesAt: noon + 10_000, text: "late" });
    const closed = take(room, event("room_closed", 2, { reason: "closed", text: "late" }));
    expect(closed).toMatchObject({ ended: { reason: "closed", text: "late" }, log: [], closing: null });
  });
});
