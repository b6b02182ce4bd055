import { readBody } from "../text/body";
import { isStaffIn } from "./rights";
import { lastOwnMessage, type MessageItem, myself, type RoomState } from "./room_state";

// Whether one may write just now, and if not, why and until when.

export type Speech =
  | { readonly may: true }
  | { readonly may: false; readonly why: "muted" | "slow"; readonly until: number }
  | { readonly may: false; readonly why: "not_voiced" };

const free: Speech = { may: true };

export function speech(room: RoomState, now: number): Speech {
  const me = myself(room);
  if (me?.muted_until !== undefined && me.muted_until > now) {
    return { may: false, why: "muted", until: me.muted_until };
  }
  if (isStaffIn(room)) return free;
  if (room.card.speech === "voiced" && me?.role === "member") return { may: false, why: "not_voiced" };
  if (room.card.slow_ms > 0) {
    const until = (lastOwnMessage(room)?.at ?? Number.NEGATIVE_INFINITY) + room.card.slow_ms;
    if (until > now) return { may: false, why: "slow", until };
  }
  return free;
}

/** Reactions need voice, but no patience. */
export function mayReact(room: RoomState, now: number): boolean {
  const allowed = speech(room, now);
  return allowed.may || allowed.why === "slow";
}

/** Unless the server says otherwise. */
const editWindowMs = 15 * 60_000;

/** Until when (by the server's clock) its author may edit the message; 0 if there is nothing to edit. */
export function editableUntil(item: MessageItem, windowMs: number | undefined): number {
  return readBody(item.body).kind === "text" ? item.at + (windowMs ?? editWindowMs) : 0;
}
