import type { RoomEvent } from "../../wire/events";
import { type RoomState, withAct } from "../room_state";

export function pinned(room: RoomState, event: RoomEvent<"pinned">): RoomState {
  const next = { ...room, pinned: event.target };
  // A pin that goes with its message is nobody's act and no news.
  if (event.by === undefined) return next;
  return withAct(next, event, { is: "pinned", on: event.target !== 0, by: event.by });
}
