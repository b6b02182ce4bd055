import type { RoomEvent, RoomEventName } from "../wire/events";
import { crowd } from "./events/crowd";
import { gap } from "./events/gap";
import { memberChanged } from "./events/member_changed";
import { memberJoined } from "./events/member_joined";
import { memberLeft } from "./events/member_left";
import { message } from "./events/message";
import { messageDeleted } from "./events/message_deleted";
import { messageEdited } from "./events/message_edited";
import { ownerChanged } from "./events/owner_changed";
import { pinned } from "./events/pinned";
import { reaction } from "./events/reaction";
import { roomChanged } from "./events/room_changed";
import { roomClosed } from "./events/room_closed";
import { roomClosing } from "./events/room_closing";
import { successorNamed } from "./events/successor_named";
import { transferEnded } from "./events/transfer_ended";
import { transferOffered } from "./events/transfer_offered";
import { unbanned } from "./events/unbanned";
import type { RoomState } from "./room_state";

// One handler per room event; leaving one out does not compile.
const handlers: {
  readonly [T in RoomEventName]: (room: RoomState, event: RoomEvent<T>) => RoomState;
} = {
  message,
  message_edited: messageEdited,
  message_deleted: messageDeleted,
  reaction,
  member_joined: memberJoined,
  member_left: memberLeft,
  member_changed: memberChanged,
  room_changed: roomChanged,
  pinned,
  unbanned,
  transfer_offered: transferOffered,
  transfer_ended: transferEnded,
  owner_changed: ownerChanged,
  successor_named: successorNamed,
  room_closing: roomClosing,
  room_closed: roomClosed,
  crowd,
  gap,
};

function handle<T extends RoomEventName>(room: RoomState, event: RoomEvent<T>): RoomState {
  const handler = handlers[event.t as T];
  return handler(room, event);
}

/** The first event that this frame stands for. */
export function firstSeq(event: RoomEvent): number {
  return event.t === "crowd" || event.t === "gap" ? event.from : event.seq;
}

export type Received = { readonly room: RoomState; readonly took: "applied" | "known" | "hole" };

/**
 * Takes one room event if it is the next one. "known": the room has it already, nothing changed.
 * "hole": something before it is missing or the epoch is another one; the room has to be resumed.
 */
export function receive(room: RoomState, event: RoomEvent): Received {
  if (event.epoch !== room.epoch) return { room, took: "hole" };
  const from = firstSeq(event);
  if (from <= room.seq) return { room, took: "known" };
  if (from > room.seq + 1) return { room, took: "hole" };
  return { room: { ...handle(room, event), seq: event.seq }, took: "applied" };
}
