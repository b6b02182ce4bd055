import type { RoomEvent } from "../../wire/events";
import type { Member } from "../../wire/shapes";
import { type MemberItem, type RoomState, withAct, withMember } from "../room_state";

function renamed(event: RoomEvent<"member_changed">, was: string): MemberItem {
  const { seq, at, member } = event;
  return { kind: "member", seq, at, m: member.m, name: member.name, change: "renamed", was };
}

/** What was done to the member, as rows. */
function acts(room: RoomState, event: RoomEvent<"member_changed">, was: Member): RoomState {
  const { member, by } = event;
  let next = room;
  if (member.role !== was.role) {
    next = withAct(next, event, { is: "role", name: member.name, role: member.role, was: was.role, by });
  }
  const until = member.muted_until ?? null;
  // A mute that had run out by itself is no news.
  const before = was.muted_until !== undefined && was.muted_until > event.at ? was.muted_until : null;
  if (until !== before) {
    next = withAct(next, event, { is: "muted", name: member.name, until, by });
  }
  return next;
}

// The author of a message stays as of the moment of writing, so the log itself is not rewritten.
export function memberChanged(room: RoomState, event: RoomEvent<"member_changed">): RoomState {
  const was = room.members.get(event.member.m);
  const next = withMember(room, event.member);
  if (!was) return next;
  const log = was.name === event.member.name ? next.log : [...next.log, renamed(event, was.name)];
  return acts({ ...next, log }, event, was);
}
