import { flag, integer, list, optional, orNull, record, type TypeOf, text, wordOr } from "./shape";
import { roomId, time } from "./shapes";

// The shapes of PROTOCOL section 17.

/** `count` is null where the store could not be asked. */
export const held = record({
  what: text(1),
  where: wordOr("memory", "database"),
  count: orNull(integer()),
  bytes: optional(integer()),
  oldest_at: optional(time),
  ends_by: optional(time),
});
export type Held = TypeOf<typeof held>;

export const transparency = record({
  at: time,
  started_at: time,
  version: text(1),
  log_level: text(1),
  live_store: text(1),
  live_persists: orNull(flag),
  held: list(held),
});
export type Transparency = TypeOf<typeof transparency>;

export const seat = record({
  room: optional(roomId),
  name: optional(text()),
  kind: wordOr("room", "direct", "inbox"),
  member: flag,
  messages: integer(),
  pictures: integer(),
  ends_by: optional(time),
});
export type Seat = TypeOf<typeof seat>;

export const heldOfMe = record({
  at: time,
  name: text(1),
  kind: wordOr("guest", "user"),
  ends_at: time,
  held: list(seat),
});
export type HeldOfMe = TypeOf<typeof heldOfMe>;
