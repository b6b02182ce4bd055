import type { RoomEvent } from "../wire/events";
import type { Reply } from "../wire/replies";
import type { Member } from "../wire/shapes";
import { firstSeq, receive } from "./apply";
import { type BreakItem, fromMessage, type GapItem, type LogItem, type RoomState } from "./room_state";

// PROTOCOL section 7: what a `joined` reply makes of what the page had before.

export interface Entered {
  readonly room: RoomState;
  /** Ask again with the new last seq before live events can follow. */
  readonly again: boolean;
}

function byNumber(members: readonly Member[]): ReadonlyMap<number, Member> {
  return new Map(members.map((member) => [member.m, member]));
}

/** What the reply says about the room beside its log. */
function standing(
  reply: Reply<"joined">,
): Pick<RoomState, "pinned" | "offer" | "successor" | "closing" | "hidden" | "reads"> {
  const { pinned, offer, successor, closing, hidden, reads } = reply;
  return {
    pinned,
    offer: offer && { m: offer.m, expiresAt: offer.expires_at },
    successor,
    closing: closing && { closesAt: closing.closes_at, text: closing.text },
    hidden,
    reads: new Map(reads.map(({ m, target }) => [m, target])),
  };
}

function anew(before: RoomState | null, reply: Reply<"joined">): RoomState {
  const messages = reply.events.filter((event) => event.t === "message").map(fromMessage);
  const broken: readonly BreakItem[] =
    before && before.epoch !== reply.epoch
      ? [{ kind: "break", seq: messages[0]?.seq ?? reply.seq, at: messages[0]?.at ?? reply.at }]
      : [];
  const log: readonly LogItem[] = [...broken, ...messages];
  return {
    card: reply.room,
    epoch: reply.epoch,
    seq: reply.seq,
    me: reply.you.m,
    members: byNumber(reply.members),
    count: reply.count,
    log,
    older: reply.older,
    typing: new Map(),
    ...standing(reply),
    knocks: [],
    out: null,
    ended: null,
  };
}

/**
 * A replay has to be without holes. Should one have a hole all the same, the page shows a gap of unknown
 * size instead of asking the same again and again.
 */
function replay(room: RoomState, event: RoomEvent): RoomState {
  const received = receive(room, event);
  if (received.took !== "hole" || event.epoch !== room.epoch) return received.room;
  const from = firstSeq(event);
  const hole: GapItem = { kind: "gap", seq: from - 1, at: event.at, expired: null };
  return receive({ ...room, log: [...room.log, hole], seq: from - 1 }, event).room;
}

export function enter(before: RoomState | null, reply: Reply<"joined">): Entered {
  if (!before || !reply.resumed) return { room: anew(before, reply), again: false };
  const room = reply.events.reduce(replay, before);
  if (room.ended) return { room, again: false };
  return {
    room: {
      ...room,
      log: reply.you.m === room.me ? room.log : disowned(room.log),
      card: reply.room,
      me: reply.you.m,
      // The reply's list is the truth; the replayed joins and leaves only made rows.
      members: byNumber(reply.members),
      count: reply.count,
      ...standing(reply),
      // Whoever still waits is told again right after the reply.
      knocks: [],
      out: null,
      seq: reply.more ? room.seq : Math.max(room.seq, reply.seq),
    },
    again: reply.more,
  };
}

/** Back under another session: the earlier reactions are now somebody else's. */
function disowned(log: readonly LogItem[]): readonly LogItem[] {
  return log.map((item) =>
    item.kind === "message" && item.reactions.some((tally) => tally.mine)
      ? { ...item, reactions: item.reactions.map((tally) => ({ ...tally, mine: false })) }
      : item,
  );
}

/** The seq below which `history` has to be asked. */
export function oldestSeq(room: RoomState): number {
  return room.log.find((item) => item.kind !== "break")?.seq ?? room.seq + 1;
}

/** Puts a page of `history` before what is there; a break stays on top, for all below it came after. */
export function withHistory(room: RoomState, reply: Reply<"history">): RoomState {
  const before = oldestSeq(room);
  const older = reply.events.map(fromMessage).filter((item) => item.seq < before);
  const breaks = room.log.filter((item) => item.kind === "break");
  const rest = room.log.filter((item) => item.kind !== "break");
  return { ...room, log: [...breaks, ...older, ...rest], older: reply.more };
}

export function withRosterPage(room: RoomState, reply: Reply<"roster">): RoomState {
  return {
    ...room,
    members: new Map([...room.members, ...byNumber(reply.members)]),
    count: reply.count,
  };
}
