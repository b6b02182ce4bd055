import type { RoomState } from "./room_state";

// Where reading stopped. `readUpTo` is the newest seq that was on screen; the divider is put where reading
// stopped when the first unseen message arrives, and stays until the person writes or looks away again.

export interface Reading {
  readonly readUpTo: number;
  readonly divider: number | null;
}

export const startReading = (seq: number): Reading => ({ readUpTo: seq, divider: null });

export function advance(reading: Reading, room: RoomState, attentive: boolean): Reading {
  if (attentive) return reading.readUpTo === room.seq ? reading : { ...reading, readUpTo: room.seq };
  if (reading.divider !== null && reading.divider >= reading.readUpTo) return reading;
  return unreadCount(reading, room) > 0 ? { ...reading, divider: reading.readUpTo } : reading;
}

/** Messages of others that were not on screen yet. */
export function unreadCount(reading: Reading, room: RoomState): number {
  let count = 0;
  for (let index = room.log.length - 1; index >= 0; index -= 1) {
    const item = room.log[index];
    if (!item || item.seq <= reading.readUpTo) break;
    if (item.kind === "message" && item.by.m !== room.me) count += 1;
  }
  return count;
}

export function withoutDivider(reading: Reading): Reading {
  return reading.divider === null ? reading : { ...reading, divider: null };
}
