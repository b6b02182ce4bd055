import { announcement } from "./announcements";
import { body } from "./body";
import { friend } from "./people";
import {
  fits,
  flag,
  integer,
  isRecord,
  list,
  oneOf,
  optional,
  orNull,
  record,
  type TypeOf,
  tagged,
  text,
  wordOr,
} from "./shape";
import {
  author,
  card,
  clientId,
  doer,
  knock,
  media,
  member,
  roles,
  roomId,
  seqNumber,
  tallies,
  time,
} from "./shapes";

// PROTOCOL section 6. Room events carry a place in the room's order, the others do not.

const place = { room: roomId, epoch: integer(), seq: seqNumber, at: time };
const target = integer(1);

export const message = record({
  t: oneOf("message"),
  ...place,
  by: author,
  cid: clientId,
  body,
  expires_at: time,
  edited_at: optional(time),
  reactions: tallies,
  reply_to: optional(target),
  mentions: optional(list(integer())),
  media: optional(media),
});

export const roomEvents = {
  message,
  message_edited: record({ t: oneOf("message_edited"), ...place, target, body, edited_at: time }),
  message_deleted: record({
    t: oneOf("message_deleted"),
    ...place,
    target,
    role: wordOr("author", ...roles, "server"),
  }),
  reaction: record({
    t: oneOf("reaction"),
    ...place,
    target,
    emoji: text(1),
    m: integer(),
    on: flag,
    count: integer(),
  }),
  member_joined: record({ t: oneOf("member_joined"), ...place, member }),
  member_left: record({
    t: oneOf("member_left"),
    ...place,
    m: integer(),
    reason: wordOr("left", "away", "session", "kicked", "banned"),
    by: doer,
  }),
  member_changed: record({ t: oneOf("member_changed"), ...place, member, by: doer }),
  room_changed: record({ t: oneOf("room_changed"), ...place, room_info: card, by: doer }),
  pinned: record({ t: oneOf("pinned"), ...place, target: integer(0), by: doer }),
  unbanned: record({ t: oneOf("unbanned"), ...place, name: text(), by: doer }),
  transfer_offered: record({ t: oneOf("transfer_offered"), ...place, m: integer(), expires_at: time }),
  transfer_ended: record({
    t: oneOf("transfer_ended"),
    ...place,
    outcome: wordOr("cancelled", "declined", "expired"),
  }),
  owner_changed: record({
    t: oneOf("owner_changed"),
    ...place,
    was: optional(integer()),
    to: integer(),
    reason: wordOr("transfer", "succession"),
  }),
  successor_named: record({ t: oneOf("successor_named"), ...place, m: integer() }),
  room_closing: record({ t: oneOf("room_closing"), ...place, closes_at: time, text: text(), by: doer }),
  room_closed: record({
    t: oneOf("room_closed"),
    ...place,
    reason: wordOr("closed", "expired", "empty", "shutdown", "ownerless", "unfriended", "admin"),
    text: optional(text()),
  }),
  crowd: record({
    t: oneOf("crowd"),
    ...place,
    from: seqNumber,
    count: integer(),
    joined: integer(),
    left: integer(),
  }),
  gap: record({ t: oneOf("gap"), ...place, from: seqNumber, expired: orNull(integer()) }),
};

export const otherEvents = {
  top: record({ t: oneOf("top"), room: roomId, epoch: integer(), seq: seqNumber, at: time }),
  typing: record({ t: oneOf("typing"), room: roomId, m: integer() }),
  presence: record({ t: oneOf("presence"), room: roomId, m: integer(), state: wordOr("here", "away") }),
  rooms_changed: record({ t: oneOf("rooms_changed"), rooms: list(card), gone: list(roomId) }),
  knocks: record({ t: oneOf("knocks"), room: roomId, knocks: list(knock) }),
  knock_answered: record({
    t: oneOf("knock_answered"),
    room: roomId,
    state: wordOr("expired", "approved", "denied"),
  }),
  read: record({ t: oneOf("read"), room: roomId, m: integer(), target: seqNumber }),
  friend_changed: record({ t: oneOf("friend_changed"), friend }),
  friend_presence: record({ t: oneOf("friend_presence"), name: text(1), online: flag }),
  announcements: record({ t: oneOf("announcements"), announcements: list(announcement) }),
};

/**
 * A room event of a kind that this page does not know, read as a stretch in which nothing is missed: the room
 * moves on past it.
 */
export function passedOver(frame: Readonly<Record<string, unknown>>): RoomEvent<"gap"> | null {
  const { room, epoch, seq, at, from } = frame;
  const gap: unknown = { t: "gap", room, epoch, seq, at, from: from ?? seq, expired: 0 };
  if (typeof frame.t === "string" && Object.hasOwn(roomEvents, frame.t)) return null;
  return fits(roomEvents.gap, gap) ? gap : null;
}

const roomEvent = tagged(roomEvents);

/** A room event in a replay: one of a kind that is not known must not make the whole answer unreadable. */
export const replayed: typeof roomEvent = {
  problem: (value, at, mode) => {
    const problem = roomEvent.problem(value, at, mode);
    if (problem === null || mode === "exact" || !isRecord(value)) return problem;
    const gap = passedOver(value);
    if (!gap) return problem;
    Object.assign(value, gap);
    return null;
  },
};

export type RoomEventName = keyof typeof roomEvents;
export type OtherEventName = keyof typeof otherEvents;
export type RoomEvent<T extends RoomEventName = RoomEventName> = {
  [N in T]: TypeOf<(typeof roomEvents)[N]>;
}[T];
export type OtherEvent<T extends OtherEventName = OtherEventName> = {
  [N in T]: TypeOf<(typeof otherEvents)[N]>;
}[T];
export type WireEvent = RoomEvent | OtherEvent;

export function isRoomEvent(event: WireEvent): event is RoomEvent {
  return Object.hasOwn(roomEvents, event.t);
}
