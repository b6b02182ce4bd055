import type { RoomEvent } from "../../wire/events";
import { fromMessage, type RoomState, withoutTyping } from "../room_state";

export function message(room: RoomState, event: RoomEvent<"message">): RoomState {
  return { ...withoutTyping(room, event.by.m), log: [...room.log, fromMessage(event)] };
}
