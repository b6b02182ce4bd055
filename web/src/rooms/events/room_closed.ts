import type { RoomEvent } from "../../wire/events";
import type { RoomState } from "../room_state";

// The last event of a room: everything that is held of it goes at once.
export function roomClosed(room: RoomState, event: RoomEvent<"room_closed">): RoomState {
  return {
    ...room,
    log: [],
    members: new Map(),
    typing: new Map(),
    count: 0,
    older: false,
    pinned: 0,
    offer: null,
    closing: null,
    knocks: [],
    ended: { reason: event.reason, text: event.text ?? "" },
  };
}
