import type { RoomEvent } from "../../wire/events";
import { type RoomState, withAct } from "../room_state";

export function transferEnded(room: RoomState, event: RoomEvent<"transfer_ended">): RoomState {
  return withAct({ ...room, offer: null }, event, { is: "offer_ended", outcome: event.outcome });
}
