import type { RoomEvent } from "../../wire/events";
import type { Member } from "../../wire/shapes";
import { nameOf, type RoomState, withAct } from "../room_state";

// One step: there is never a moment with two owners or none.
export function ownerChanged(room: RoomState, event: RoomEvent<"owner_changed">): RoomState {
  const members = new Map(room.members);
  const give = (m: number | undefined, role: Member["role"]) => {
    const member = m === undefined ? undefined : members.get(m);
    if (member) members.set(member.m, { ...member, role });
  };
  give(event.was, "moderator");
  give(event.to, "owner");
  const successor = room.successor === event.to ? 0 : room.successor;
  return withAct({ ...room, members, offer: null, successor }, event, {
    is: "owner",
    name: nameOf(room, event.to),
    reason: event.reason,
    mine: event.to === room.me,
  });
}
