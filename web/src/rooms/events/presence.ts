import type { OtherEvent } from "../../wire/events";
import { type RoomState, withMember } from "../room_state";

export function presence(room: RoomState, event: OtherEvent<"presence">): RoomState {
  const member = room.members.get(event.m);
  return member ? withMember(room, { ...member, state: event.state }) : room;
}
