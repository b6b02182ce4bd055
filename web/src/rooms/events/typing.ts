import type { OtherEvent } from "../../wire/events";
import type { RoomState } from "../room_state";

export const typingShownMs = 5_000;

export function typing(room: RoomState, event: OtherEvent<"typing">, now: number): RoomState {
  if (event.m === room.me) return room;
  return { ...room, typing: new Map(room.typing).set(event.m, now + typingShownMs) };
}
