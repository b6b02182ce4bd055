import type { RoomEvent } from "../../wire/events";
import { nameOf, type RoomState, withAct } from "../room_state";

export function transferOffered(room: RoomState, event: RoomEvent<"transfer_offered">): RoomState {
  const offer = { m: event.m, expiresAt: event.expires_at };
  return withAct({ ...room, offer }, event, { is: "offered", name: nameOf(room, event.m) });
}
