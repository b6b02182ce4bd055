import type { RoomEvent } from "../../wire/events";
import type { RoomState } from "../room_state";

// Nothing stays in its place: a deleted message is gone, not marked.
export function messageDeleted(room: RoomState, event: RoomEvent<"message_deleted">): RoomState {
  const log = room.log.filter((item) => item.kind !== "message" || item.seq !== event.target);
  return { ...room, log, pinned: room.pinned === event.target ? 0 : room.pinned };
}
