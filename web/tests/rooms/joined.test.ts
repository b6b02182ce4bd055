import { describe, expect, it } from "vitest";
import { enter, oldestSeq, withHistory, withRosterPage } from "../../src/rooms/joined";
import { fromMessage, trim } from "../../src/rooms/room_state";
import { epoch, event, joined, member, message, roomState } from "../builders";

const seqs = (room: { readonly log: readonly { readonly seq: number }[] }) =>
  room.log.map((item) => item.seq);

describe("join: the first time", () => {
  it("shows the living messages without minding holes and goes on from the reply's seq", () => {
    const { room, again } = enter(null, joined({ seq: 12, events: [message(3), message(9)], older: true }));
    expect(seqs(room)).toEqual([3, 9]);
    expect(room).toMatchObject({ seq: 12, older: true, me: 1, count: 2 });
    expect(again).toBe(false);
  });

  it("shows no break", () => {
    expect(enter(null, joined({ events: [message(3)] })).room.log[0]?.kind).toBe("message");
  });
});

describe("join: resume", () => {
  const before = roomState({ seq: 2, log: [message(1), message(2)].map(fromMessage) });
  const resumed = (part: Parameters<typeof joined>[0]) => joined({ resumed: true, ...part });

  it("adds every missed event in order and nothing twice", () => {
    const { room } = enter(before, resumed({ seq: 4, events: [message(2), message(3), message(4)] }));
    expect(seqs(room)).toEqual([1, 2, 3, 4]);
    expect(room.seq).toBe(4);
  });

  it("shows an explicit gap in its place", () => {
    const events = [event("gap", 5, { from: 3, expired: 3 }), message(6)];
    const { room } = enter(before, resumed({ seq: 6, events }));
    expect(room.log.map((item) => item.kind)).toEqual(["message", "message", "gap", "message"]);
  });

  it("asks again from the last seq that it got when the answer was cut", () => {
    const { room, again } = enter(before, resumed({ seq: 90, more: true, events: [message(3)] }));
    expect(again).toBe(true);
    expect(room.seq).toBe(3);
  });

  it("shows a gap of unknown size if the replay itself has a hole, and takes the rest", () => {
    const { room, again } = enter(before, resumed({ seq: 5, events: [message(5)] }));
    expect(again).toBe(false);
    expect(room.log.map((item) => [item.kind, item.seq])).toEqual([
      ["message", 1],
      ["message", 2],
      ["gap", 4],
      ["message", 5],
    ]);
  });

  it("takes the members from the reply, not from counting the replay", () => {
    const events = [event("member_joined", 3, { member: member(3) })];
    const { room } = enter(before, resumed({ seq: 3, events, members: [member(1)], count: 1 }));
    expect([...room.members.keys()]).toEqual([1]);
    expect(room.count).toBe(1);
  });

  it("erases the room if the replay says that it was closed", () => {
    const { room, again } = enter(
      before,
      resumed({ seq: 3, events: [event("room_closed", 3, { reason: "empty" })] }),
    );
    expect(room.ended?.reason).toBe("empty");
    expect(room.log).toEqual([]);
    expect(again).toBe(false);
  });

  it("disowns the reactions of an earlier session", () => {
    const reacted = fromMessage({ ...message(1), reactions: [{ emoji: "👍", count: 1, mine: true }] });
    const { room } = enter(roomState({ seq: 1, log: [reacted] }), resumed({ seq: 1, you: member(7) }));
    expect(room.log[0]).toMatchObject({ reactions: [{ emoji: "👍", count: 1, mine: false }] });
    expect(room.me).toBe(7);
  });
});

describe("join: another epoch", () => {
  it("drops the old epoch's messages and shows a break on top", () => {
    const before = roomState({ seq: 40, log: [fromMessage(message(39))] });
    const { room } = enter(
      before,
      joined({ epoch: epoch + 1, seq: 2, events: [{ ...message(2), epoch: epoch + 1 }] }),
    );
    expect(room.log.map((item) => [item.kind, item.seq])).toEqual([
      ["break", 2],
      ["message", 2],
    ]);
    expect(room.seq).toBe(2);
  });
});

describe("history", () => {
  const reply = (events: ReturnType<typeof message>[], more: boolean) =>
    ({ t: "history", re: 1, room: "x", events, more }) as const;

  it("puts older messages before what is there, without repeating any", () => {
    const room = roomState({ seq: 9, older: true, log: [fromMessage(message(8))] });
    const next = withHistory(room, reply([message(5), message(6), message(8)], false));
    expect(seqs(next)).toEqual([5, 6, 8]);
    expect(next.older).toBe(false);
  });

  it("keeps a break above everything that came after it", () => {
    const room = roomState({ seq: 9, log: [{ kind: "break", seq: 8, at: 0 }, fromMessage(message(8))] });
    expect(oldestSeq(room)).toBe(8);
    expect(withHistory(room, reply([message(5)], true)).log.map((item) => item.kind)).toEqual([
      "break",
      "message",
      "message",
    ]);
  });

  it("asks below the room's seq when nothing is left in the page", () => {
    expect(oldestSeq(roomState({ seq: 9 }))).toBe(10);
  });

  it("offers to read again what trimming dropped", () => {
    const room = roomState({ seq: 3, log: [message(1), message(2), message(3)].map(fromMessage) });
    expect(trim(room, 2)).toMatchObject({ older: true });
    expect(seqs(trim(room, 2))).toEqual([2, 3]);
    expect(trim(room, 3)).toBe(room);
  });
});

describe("roster", () => {
  it("adds a page to the members that are known", () => {
    const page = { t: "roster", re: 1, room: "x", members: [member(5)], count: 300, next: 5 } as const;
    const room = withRosterPage(roomState(), page);
    expect([...room.members.keys()]).toEqual([1, 2, 5]);
    expect(room.count).toBe(300);
  });
});
