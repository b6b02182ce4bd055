import type { RoomEvent } from "../../wire/events";
import { type RoomState, withAct } from "../room_state";

export function unbanned(room: RoomState, event: RoomEvent<"unbanned">): RoomState {
  return withAct(room, event, { is: "unbanned", name: event.name, by: event.by });
}
