import type { RoomEvent } from "../../wire/events";
import { type MemberItem, type RoomState, withMember } from "../room_state";

// The author of a message stays as of the moment of writing, so the log itself is not rewritten.
export function memberChanged(room: RoomState, event: RoomEvent<"member_changed">): RoomState {
  const { member, seq, at } = event;
  const was = room.members.get(member.m)?.name ?? null;
  const next = withMember(room, member);
  if (was === null || was === member.name) return next;
  const item: MemberItem = {
    kind: "member",
    seq,
    at,
    m: member.m,
    name: member.name,
    change: "renamed",
    was,
  };
  return { ...next, log: [...room.log, item] };
}
