import type { RoomEvent } from "../../wire/events";
import { type MemberItem, type RoomState, withMember } from "../room_state";

export function memberJoined(room: RoomState, event: RoomEvent<"member_joined">): RoomState {
  const { member, seq, at } = event;
  const count = room.members.has(member.m) ? room.count : room.count + 1;
  const item: MemberItem = {
    kind: "member",
    seq,
    at,
    m: member.m,
    name: member.name,
    change: "joined",
    was: null,
  };
  return { ...withMember(room, member), count, log: [...room.log, item] };
}
