import type { RoomEvent } from "../../wire/events";
import { type RoomState, withAct } from "../room_state";

export function roomClosing(room: RoomState, event: RoomEvent<"room_closing">): RoomState {
  const closing = { closesAt: event.closes_at, text: event.text };
  return withAct({ ...room, closing }, event, { is: "closing", text: event.text, by: event.by });
}
