import type { RoomEvent } from "../../wire/events";
import { type MemberItem, type RoomState, withoutTyping } from "../room_state";

export function memberLeft(room: RoomState, event: RoomEvent<"member_left">): RoomState {
  const { m, seq, at } = event;
  const gone = room.members.get(m);
  const members = new Map(room.members);
  members.delete(m);
  const next = { ...withoutTyping(room, m), members, count: Math.max(0, room.count - 1) };
  // In a large room the roster is not complete: somebody whose name is unknown leaves without a row.
  if (!gone) return next;
  const item: MemberItem = { kind: "member", seq, at, m, name: gone.name, change: "left", was: null };
  return { ...next, log: [...room.log, item] };
}
