import { describe, expect, it } from "vitest";
import { receive } from "../../src/rooms/apply";
import { presence } from "../../src/rooms/events/presence";
import { typing, typingShownMs } from "../../src/rooms/events/typing";
import { findMessage, type RoomState } from "../../src/rooms/room_state";
import type { RoomEvent } from "../../src/wire/events";
import { cid, epoch, event, member, message, noon, roomId, roomState } from "../builders";

function take(room: RoomState, ...events: readonly RoomEvent[]): RoomState {
  return events.reduce((state, each) => {
    const received = receive(state, each);
    expect(received.took).toBe("applied");
    return received.room;
  }, room);
}

describe("room: order", () => {
  it("takes the next event and moves on to its seq", () => {
    expect(take(roomState(), message(1), message(2)).seq).toBe(2);
  });

  it("drops what it has already", () => {
    const room = take(roomState(), message(1));
    expect(receive(room, message(1))).toEqual({ room, took: "known" });
  });

  it("reports a hole and takes nothing", () => {
    const room = take(roomState(), message(1));
    expect(receive(room, message(3))).toEqual({ room, took: "hole" });
  });

  it("reports another epoch as a hole", () => {
    const room = roomState();
    expect(receive(room, { ...message(1), epoch: epoch + 1 }).took).toBe("hole");
  });

  it("takes a frame that covers several events as a whole", () => {
    const room = take(roomState({ seq: 4 }), event("crowd", 9, { from: 5, count: 240, joined: 4, left: 1 }));
    expect(room.seq).toBe(9);
    expect(room.count).toBe(240);
  });

  it("drops a frame that begins at or below its own seq, even if it reaches further", () => {
    const room = roomState({ seq: 6 });
    expect(receive(room, event("gap", 9, { from: 5, expired: 2 })).took).toBe("known");
  });
});

describe("room: messages", () => {
  it("shows an edit in place of the old text", () => {
    const room = take(
      roomState(),
      message(1),
      event("message_edited", 2, { target: 1, body: { text: "better" }, edited_at: noon }),
    );
    expect(findMessage(room, 1)).toMatchObject({ body: { text: "better" }, editedAt: noon });
  });

  it("leaves nothing of a deleted message", () => {
    const room = take(roomState(), message(1), event("message_deleted", 2, { target: 1, role: "author" }));
    expect(room.log).toEqual([]);
  });

  it("ignores an edit of a message that it does not hold", () => {
    const room = take(
      roomState(),
      event("message_edited", 1, { target: 77, body: { text: "x" }, edited_at: noon }),
    );
    expect(room.log).toEqual([]);
  });

  it("does not touch the other messages' objects, so that they are not drawn again", () => {
    const before = take(roomState(), message(1), message(2));
    const after = take(
      before,
      event("message_edited", 3, { target: 2, body: { text: "x" }, edited_at: noon }),
    );
    expect(after.log[0]).toBe(before.log[0]);
    expect(after.log[1]).not.toBe(before.log[1]);
  });

  it("ends the author's typing", () => {
    const room = typing(roomState(), { t: "typing", room: roomId, m: 2 }, noon);
    expect(room.typing.get(2)).toBe(noon + typingShownMs);
    expect(take(room, message(1)).typing.size).toBe(0);
  });

  it("does not show one's own typing", () => {
    expect(typing(roomState(), { t: "typing", room: roomId, m: 1 }, noon).typing.size).toBe(0);
  });
});

describe("room: reactions", () => {
  const thumbs = (seq: number, m: number, on: boolean, count: number) =>
    event("reaction", seq, { target: 1, emoji: "👍", m, on, count });

  it("takes the server's count and remembers which are one's own", () => {
    const room = take(roomState(), message(1), thumbs(2, 2, true, 1), thumbs(3, 1, true, 2));
    expect(findMessage(room, 1)?.reactions).toEqual([{ emoji: "👍", count: 2, mine: true }]);
  });

  it("keeps one's own when somebody else takes theirs back", () => {
    const room = take(
      roomState(),
      message(1),
      thumbs(2, 1, true, 1),
      thumbs(3, 2, true, 2),
      thumbs(4, 2, false, 1),
    );
    expect(findMessage(room, 1)?.reactions).toEqual([{ emoji: "👍", count: 1, mine: true }]);
  });

  it("removes an emoji that nobody shows any more", () => {
    const room = take(roomState(), message(1), thumbs(2, 1, true, 1), thumbs(3, 1, false, 0));
    expect(findMessage(room, 1)?.reactions).toEqual([]);
  });
});

describe("room: members", () => {
  it("counts a newcomer once, also when told twice", () => {
    const room = take(
      roomState(),
      event("member_joined", 1, { member: member(3) }),
      event("member_joined", 2, { member: member(3) }),
    );
    expect(room.count).toBe(3);
    expect(room.log.map((item) => item.kind)).toEqual(["member", "member"]);
  });

  it("keeps the name of who left for the row and forgets the member", () => {
    const room = take(roomState(), event("member_left", 1, { m: 2, reason: "left" }));
    expect(room.members.has(2)).toBe(false);
    expect(room.count).toBe(1);
    expect(room.log[0]).toMatchObject({ name: "Guest 2", change: "left" });
  });

  it("makes no row for somebody unknown who leaves a large room", () => {
    const room = take(roomState({ count: 900 }), event("member_left", 1, { m: 77, reason: "left" }));
    expect(room.log).toEqual([]);
    expect(room.count).toBe(899);
  });

  it("tells a new name and a new role, each in a row of its own", () => {
    const renamed = event("member_changed", 1, { member: member(2, { name: "Ann" }) });
    const promoted = event("member_changed", 2, { member: member(2, { name: "Ann", role: "voiced" }) });
    const room = take(roomState(), renamed, promoted);
    expect(room.log).toHaveLength(2);
    expect(room.log[0]).toMatchObject({ change: "renamed", was: "Guest 2", name: "Ann" });
    expect(room.log[1]).toMatchObject({ act: { is: "role", role: "voiced", was: "member", name: "Ann" } });
    expect(room.members.get(2)?.role).toBe("voiced");
  });

  it("leaves the author of earlier messages as of the moment of writing", () => {
    const room = take(
      roomState(),
      message(1),
      event("member_changed", 2, { member: member(2, { name: "Ann" }) }),
    );
    expect(findMessage(room, 1)?.by.name).toBe("Guest 2");
  });

  it("marks who is away, and does not invent members", () => {
    const away = { t: "presence", room: roomId, state: "away" } as const;
    expect(presence(roomState(), { ...away, m: 2 }).members.get(2)?.state).toBe("away");
    const room = roomState();
    expect(presence(room, { ...away, m: 99 })).toBe(room);
  });
});

describe("room: gaps and the end", () => {
  it("shows how many messages ran out, and nothing if none did", () => {
    const shown = take(roomState(), event("gap", 5, { from: 1, expired: 3 }));
    expect(shown.log).toEqual([{ kind: "gap", seq: 5, at: noon + 5000, expired: 3 }]);
    expect(take(roomState(), event("gap", 5, { from: 1, expired: 0 })).log).toEqual([]);
  });

  it("holds nothing of a closed room", () => {
    const room = take(roomState(), message(1), event("room_closed", 2, { reason: "expired" }));
    expect(room).toMatchObject({ log: [], count: 0, ended: { reason: "expired", text: "" } });
    expect(room.members.size).toBe(0);
    expect(JSON.stringify([...room.log])).not.toContain(cid(1));
  });
});
