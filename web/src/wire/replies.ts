import type { CommandName } from "./commands";
import { message, roomEvent } from "./events";
import { flag, integer, list, oneOf, optional, orNull, record, type TypeOf, text } from "./shape";
import { card, member, person, roomId, seqNumber, session, time } from "./shapes";

// PROTOCOL sections 5, 7 and 9: what answers a command.

const re = integer(1);
const roomSeq = { room: roomId, seq: seqNumber };

export const replies = {
  welcome: record({
    t: oneOf("welcome"),
    re,
    v: integer(),
    at: time,
    you: person,
    session,
    limits: record({
      frame_bytes: integer(),
      text_points: integer(),
      text_bytes: integer(),
      rooms_per_socket: integer(),
      name_points: integer(),
      reaction_kinds: integer(),
      edit_window_ms: integer(),
      away_ms: integer(),
    }),
  }),
  pong: record({ t: oneOf("pong"), re, at: time }),
  renamed: record({ t: oneOf("renamed"), re, you: person }),
  rooms: record({ t: oneOf("rooms"), re, rooms: list(card), total: integer() }),
  room_created: record({ t: oneOf("room_created"), re, room: card }),
  joined: record({
    t: oneOf("joined"),
    re,
    room: card,
    epoch: integer(),
    seq: seqNumber,
    you: member,
    members: list(member),
    count: integer(),
    events: list(roomEvent),
    resumed: flag,
    more: flag,
    older: flag,
    at: time,
  }),
  left: record({ t: oneOf("left"), re, room: roomId }),
  said: record({
    t: oneOf("said"),
    re,
    ...roomSeq,
    epoch: integer(),
    at: time,
    expires_at: time,
    repeat: flag,
  }),
  edited: record({ t: oneOf("edited"), re, ...roomSeq }),
  deleted: record({ t: oneOf("deleted"), re, ...roomSeq }),
  reacted: record({ t: oneOf("reacted"), re, ...roomSeq }),
  ok: record({ t: oneOf("ok"), re }),
  roster: record({
    t: oneOf("roster"),
    re,
    room: roomId,
    members: list(member),
    count: integer(),
    next: orNull(integer()),
  }),
  history: record({ t: oneOf("history"), re, room: roomId, events: list(message), more: flag }),
  error: record({
    t: oneOf("error"),
    re: orNull(re),
    code: text(1),
    text: text(),
    retry_after_ms: optional(integer()),
    field: optional(text()),
  }),
};

export type ReplyName = keyof typeof replies;
export type Reply<T extends ReplyName = ReplyName> = { [N in T]: TypeOf<(typeof replies)[N]> }[T];

/** Which reply answers which command. */
export const replyTo = {
  hello: "welcome",
  ping: "pong",
  rename: "renamed",
  rooms: "rooms",
  room_create: "room_created",
  join: "joined",
  leave: "left",
  say: "said",
  edit: "edited",
  delete: "deleted",
  react: "reacted",
  typing: "ok",
  roster: "roster",
  history: "history",
} as const satisfies Record<CommandName, ReplyName>;

export type ReplyTo<C extends CommandName> = Reply<(typeof replyTo)[C]>;
