import type { RoomEvent } from "../../wire/events";
import { type RoomState, withMessage } from "../room_state";

export function messageEdited(room: RoomState, event: RoomEvent<"message_edited">): RoomState {
  return withMessage(room, event.target, (message) => ({
    ...message,
    body: event.body,
    editedAt: event.edited_at,
  }));
}
