import type { MessageItem, RoomState } from "../rooms/room_state";

// Which messages of a room are offered as evidence, and which are picked.

export const mostPicked = 20;
/** How many messages stand around the one that it is about, on either side, and how many more come at a press. */
export const neighbours = 8;

export interface Offered {
  readonly messages: readonly MessageItem[];
  /** How many more the page holds before and after these. */
  readonly before: number;
  readonly after: number;
}

/** How far the offer reaches beyond where it begins. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

function messagesIn(room: RoomState): readonly MessageItem[] {
  return room.log.filter((item): item is MessageItem => item.kind === "message");
}

/** Where to begin: the newest message of the member, else the newest of all. */
export function anchorFor(room: RoomState, m: number | null): number {
  const all = messagesIn(room);
  const theirs = m === null ? undefined : all.findLast((item) => item.by.m === m);
  return (theirs ?? all.at(-1))?.seq ?? 0;
}

/** The messages around the anchor, with whatever is picked already; nothing that has gone meanwhile. */
export function offered(
  room: RoomState,
  anchor: number,
  picked: readonly number[],
  reach: Reach = { before: neighbours, after: neighbours },
): Offered {
  const all = messagesIn(room);
  // The anchor itself may have run out: then its neighbours stay where they were.
  const at = all.findIndex((item) => item.seq >= anchor);
  const middle = at === -1 ? all.length - 1 : at;
  const kept = [middle, ...picked.map((seq) => all.findIndex((item) => item.seq === seq))].filter(
    (index) => index >= 0,
  );
  if (kept.length === 0) return { messages: [], before: 0, after: 0 };
  const from = Math.max(0, Math.min(middle - reach.before, ...kept));
  const to = Math.min(all.length, Math.max(middle + reach.after, ...kept) + 1);
  return { messages: all.slice(from, to), before: from, after: all.length - to };
}

/** Takes one more or one less, in the order of the room; beyond the most there is no more. */
export function toggle(picked: readonly number[], seq: number): readonly number[] {
  if (picked.includes(seq)) return picked.filter((each) => each !== seq);
  return picked.length >= mostPicked ? picked : [...picked, seq].sort((a, b) => a - b);
}

/** Those that are still here: others were deleted or have run out, and cannot be evidence. */
export function alive(room: RoomState, picked: readonly number[]): readonly number[] {
  const here = new Set(messagesIn(room).map(({ seq }) => seq));
  const left = picked.filter((seq) => here.has(seq));
  return left.length === picked.length ? picked : left;
}
