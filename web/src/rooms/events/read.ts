import type { OtherEvent } from "../../wire/events";
import type { RoomState } from "../room_state";

// Reading never goes back.
export function read(room: RoomState, event: OtherEvent<"read">): RoomState {
  if ((room.reads.get(event.m) ?? 0) >= event.target) return room;
  return { ...room, reads: new Map(room.reads).set(event.m, event.target) };
}
