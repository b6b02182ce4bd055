import type { Signal } from "@preact/signals";
import type { Client } from "../connection/client";
import { serverNow } from "../time/server_clock";
import { expire } from "./expiry";
import { oldestSeq, withHistory, withRosterPage } from "./joined";
import { findMessage, type RoomState, rowsKeptReading } from "./room_state";

// What a room does not send by itself: older messages and the rest of a large roster.

type Holder = Signal<RoomState | null>;

/** Reads a page of older messages; says whether there was something to read. */
export async function readOlder(client: Client, state: Holder): Promise<boolean> {
  const room = state.peek();
  if (!room?.older || room.log.length >= rowsKeptReading) return false;
  const before = oldestSeq(room);
  const answer = await client.request<"history">({ t: "history", room: room.card.id, before });
  const now = state.peek();
  // Another answer, a new epoch or the room's end may have come in between.
  if (!answer.ok || !now || now.epoch !== room.epoch || oldestSeq(now) !== before) return false;
  state.value = expire(withHistory(now, answer.reply), serverNow());
  return true;
}

/** Reads the page of the roster after member `after`; tells where the next begins, null at the end. */
export async function readRoster(client: Client, state: Holder, after: number): Promise<number | null> {
  const room = state.peek();
  if (!room) return null;
  const answer = await client.request<"roster">({ t: "roster", room: room.card.id, after });
  const now = state.peek();
  if (!answer.ok || !now) return null;
  state.value = withRosterPage(now, answer.reply);
  return answer.reply.next;
}

/** Reads pages of older messages until this one is here; says whether it is. */
export async function readBackTo(client: Client, state: Holder, seq: number): Promise<boolean> {
  const here = () => {
    const room = state.peek();
    return room !== null && findMessage(room, seq) !== undefined;
  };
  while (!here()) {
    const room = state.peek();
    if (!room || oldestSeq(room) <= seq || !(await readOlder(client, state))) break;
  }
  return here();
}
