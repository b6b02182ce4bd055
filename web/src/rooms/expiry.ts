import { messageLifeMs } from "../time/lives";
import type { LogItem, RoomState } from "./room_state";

// At `expires_at` a message and everything made from it goes. Rows about people coming and going carry
// names, so they live no longer than a message would.

function endOf(item: LogItem, lifeMs: number): number {
  return item.kind === "message" ? item.expiresAt : item.at + lifeMs;
}

export function expire(room: RoomState, now: number): RoomState {
  const lifeMs = messageLifeMs[room.card.message_life];
  const kept = room.log.filter((item) => endOf(item, lifeMs) > now);
  const typing = new Map([...room.typing].filter(([, until]) => until > now));
  if (kept.length === room.log.length && typing.size === room.typing.size) return room;
  return { ...room, log: kept.length === room.log.length ? room.log : kept, typing };
}

/** When `expire` has the next thing to do, in server time; null if nothing here can run out. */
export function nextExpiry(room: RoomState): number | null {
  const lifeMs = messageLifeMs[room.card.message_life];
  let next: number | null = null;
  for (const item of room.log) next = earlier(next, endOf(item, lifeMs));
  for (const until of room.typing.values()) next = earlier(next, until);
  return next;
}

function earlier(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b);
}
