import type { RoomEvent } from "../../wire/events";
import type { CrowdItem, RoomState } from "../room_state";

export function crowd(room: RoomState, event: RoomEvent<"crowd">): RoomState {
  const { seq, at, joined, left, count } = event;
  const item: CrowdItem = { kind: "crowd", seq, at, joined, left };
  return { ...room, count, log: [...room.log, item] };
}
