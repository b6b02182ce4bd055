import { messageLifeMs } from "../../time/lives";
import type { RoomEvent } from "../../wire/events";
import { changesBetween } from "../acts";
import { type LogItem, type RoomState, withAct } from "../room_state";

/** A shorter life counts for what was said before, too; a longer one only for what comes. */
function shortened(log: readonly LogItem[], lifeMs: number): readonly LogItem[] {
  return log.map((item) =>
    item.kind === "message" && item.expiresAt > item.at + lifeMs
      ? { ...item, expiresAt: item.at + lifeMs }
      : item,
  );
}

export function roomChanged(room: RoomState, event: RoomEvent<"room_changed">): RoomState {
  const now = event.room_info;
  const lifeMs = messageLifeMs[now.message_life];
  const shorter = lifeMs < messageLifeMs[room.card.message_life];
  const log = shorter ? shortened(room.log, lifeMs) : room.log;
  const act = { is: "settings", changes: changesBetween(room.card, now), by: event.by } as const;
  return withAct({ ...room, card: now, log }, event, act);
}
