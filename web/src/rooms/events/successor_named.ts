import type { RoomEvent } from "../../wire/events";
import { nameOf, type RoomState, withAct } from "../room_state";

export function successorNamed(room: RoomState, event: RoomEvent<"successor_named">): RoomState {
  const name = event.m === 0 ? null : nameOf(room, event.m);
  return withAct({ ...room, successor: event.m }, event, { is: "successor", name });
}
