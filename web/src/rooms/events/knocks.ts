import type { OtherEvent } from "../../wire/events";
import type { RoomState } from "../room_state";

export function knocks(room: RoomState, event: OtherEvent<"knocks">): RoomState {
  return { ...room, knocks: event.knocks };
}
