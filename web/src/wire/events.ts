import { flag, integer, list, oneOf, optional, orNull, record, type TypeOf, tagged, text } from "./shape";
import { author, body, card, clientId, member, roomId, seqNumber, tallies, time } from "./shapes";

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
});

export const roomEvents = {
  message,
  message_edited: record({ t: oneOf("message_edited"), ...place, target, body, edited_at: time }),
  message_deleted: record({
    t: oneOf("message_deleted"),
    ...place,
    target,
    role: oneOf("author", "owner", "moderator", "voiced", "member"),
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
    reason: oneOf("left", "away", "session"),
  }),
  member_changed: record({ t: oneOf("member_changed"), ...place, member }),
  room_closed: record({
    t: oneOf("room_closed"),
    ...place,
    reason: oneOf("expired", "empty", "shutdown"),
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
  presence: record({ t: oneOf("presence"), room: roomId, m: integer(), state: oneOf("here", "away") }),
  rooms_changed: record({ t: oneOf("rooms_changed"), rooms: list(card), gone: list(roomId) }),
};

export const roomEvent = tagged(roomEvents);

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
