import type { RoomEvent } from "../../wire/events";
import type { Tally } from "../../wire/shapes";
import { type RoomState, withMessage } from "../room_state";

function tallied(before: readonly Tally[], event: RoomEvent<"reaction">, me: number): readonly Tally[] {
  const known = before.find((tally) => tally.emoji === event.emoji);
  if (event.count === 0) return before.filter((tally) => tally !== known);
  const mine = event.m === me ? event.on : (known?.mine ?? false);
  const next: Tally = { emoji: event.emoji, count: event.count, mine };
  return known ? before.map((tally) => (tally === known ? next : tally)) : [...before, next];
}

export function reaction(room: RoomState, event: RoomEvent<"reaction">): RoomState {
  return withMessage(room, event.target, (message) => ({
    ...message,
    reactions: tallied(message.reactions, event, room.me),
  }));
}
