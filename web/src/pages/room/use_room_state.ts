import type { RoomState } from "../../rooms/room_state";
import { useRoomView } from "./room_view";

/** The state of the room on this page; it is there whenever the page is (see `RoomPage`). */
export function useRoomState(): RoomState | null {
  return useRoomView().state;
}
