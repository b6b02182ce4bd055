import type { RoomEvent } from "../../wire/events";
import { type MemberItem, type RoomState, withAct, withoutTyping } from "../room_state";

/** The person's own going: sent out, or left in another window. Coming back after an absence is no going. */
function outcome(reason: RoomEvent<"member_left">["reason"]): RoomState["out"] {
  return reason === "kicked" || reason === "banned" || reason === "left" ? reason : null;
}

export function memberLeft(room: RoomState, event: RoomEvent<"member_left">): RoomState {
  const { m, seq, at, reason } = event;
  const gone = room.members.get(m);
  const members = new Map(room.members);
  members.delete(m);
  const out = m === room.me ? outcome(reason) : room.out;
  const successor = room.successor === m ? 0 : room.successor;
  const next = {
    ...withoutTyping(room, m),
    members,
    count: Math.max(0, room.count - 1),
    out,
    successor,
  };
  // In a large room the roster is not complete: somebody whose name is unknown leaves without a row.
  if (!gone) return next;
  if (reason === "kicked" || reason === "banned") {
    return withAct(next, event, { is: "removed", name: gone.name, how: reason, by: event.by });
  }
  const item: MemberItem = { kind: "member", seq, at, m, name: gone.name, change: "left", was: null };
  return { ...next, log: [...room.log, item] };
}
