import type { RoomEvent } from "../../wire/events";
import type { GapItem, RoomState } from "../room_state";

// A gap in which no message ran out (deleted messages, for example) is nothing to tell the person.
export function gap(room: RoomState, event: RoomEvent<"gap">): RoomState {
  if (event.expired === 0) return room;
  const item: GapItem = { kind: "gap", seq: event.seq, at: event.at, expired: event.expired };
  return { ...room, log: [...room.log, item] };
}
