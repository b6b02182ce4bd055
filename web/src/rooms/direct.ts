import type { Member } from "../wire/shapes";
import { isOwn, type RoomState } from "./room_state";

// A room of two friends (PROTOCOL section 14): it has no name of its own.

export function partner(state: RoomState): Member | undefined {
  return [...state.members.values()].find((member) => member.m !== state.me);
}

/** What to call a room. */
export function roomTitle(state: RoomState): string {
  return state.card.kind === "direct" ? (partner(state)?.name ?? "Direct messages") : state.card.name;
}

/** The newest own message that the other one has read, 0 for none. */
export function seenByPartner(state: RoomState): number {
  const other = state.card.kind === "direct" ? partner(state) : undefined;
  const read = other ? (state.reads.get(other.m) ?? 0) : 0;
  const own = state.log.filter((item) => item.kind === "message" && isOwn(state, item) && item.seq <= read);
  const last = own.at(-1);
  return last?.kind === "message" ? last.seq : 0;
}

/** Up to where one has read and not said so yet, 0 for nothing new. */
export function toMarkRead(state: RoomState): number {
  const newest = state.log.findLast((item) => item.kind === "message" && item.by.m !== state.me);
  if (newest?.kind !== "message") return 0;
  return newest.seq > (state.reads.get(state.me) ?? 0) ? newest.seq : 0;
}
