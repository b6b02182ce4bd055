import { textBody } from "./body";
import { flag, integer, list, oneOf, optional, record, type TypeOf, text } from "./shape";
import {
  clientId,
  entries,
  listings,
  lives,
  mediaId,
  messageLives,
  proof,
  roomId,
  seqNumber,
  slowMsMost,
  speeches,
} from "./shapes";

// PROTOCOL section 5, one entry per command. `id` is added when a command is sent.

const id = integer(1);
const target = integer(1);
const m = integer();

/** What a room is like: chosen when it is opened, changed by its owner later. */
const axes = {
  topic: optional(text(0, 160)),
  listing: optional(oneOf(...listings)),
  entry: optional(oneOf(...entries)),
  password: optional(text(4, 128)),
  speech: optional(oneOf(...speeches)),
  guests: optional(flag),
  life: optional(oneOf(...lives)),
  message_life: optional(oneOf(...messageLives)),
  slow_ms: optional(integer(0, slowMsMost)),
};

/** Either an account's name, or a room and the number of a member there. */
const somebody = { name: optional(text(1)), room: optional(roomId), m: optional(m) };

export const commands = {
  hello: record({ t: oneOf("hello"), id, v: oneOf(1), client: optional(text(0, 64)) }),
  ping: record({ t: oneOf("ping"), id }),
  rename: record({ t: oneOf("rename"), id, name: text() }),
  rooms: record({
    t: oneOf("rooms"),
    id,
    q: optional(text(0, 48)),
    watch: optional(flag),
    open: optional(flag),
  }),
  room_create: record({ t: oneOf("room_create"), id, name: text(), ...axes }),
  room_set: record({ t: oneOf("room_set"), id, room: roomId, name: optional(text()), ...axes }),
  join: record({
    t: oneOf("join"),
    id,
    room: roomId,
    resume: optional(record({ epoch: integer(), seq: seqNumber })),
    hidden: optional(flag),
    password: optional(text(1, 128)),
    invite: optional(text(1, 128)),
  }),
  knock: record({
    t: oneOf("knock"),
    id,
    room: roomId,
    text: optional(text(0, 140)),
    hidden: optional(flag),
  }),
  knock_cancel: record({ t: oneOf("knock_cancel"), id, room: roomId }),
  knock_answer: record({ t: oneOf("knock_answer"), id, room: roomId, k: integer(), admit: flag }),
  invite_create: record({
    t: oneOf("invite_create"),
    id,
    room: roomId,
    uses: optional(integer(1, 100)),
    life: optional(oneOf("1h", "24h", "7d")),
  }),
  invites_clear: record({ t: oneOf("invites_clear"), id, room: roomId }),
  leave: record({ t: oneOf("leave"), id, room: roomId }),
  say: record({
    t: oneOf("say"),
    id,
    room: roomId,
    cid: clientId,
    body: textBody,
    reply_to: optional(target),
    mentions: optional(list(m)),
    media: optional(record({ id: mediaId, name: optional(text(0, 80)) })),
    proof,
  }),
  edit: record({ t: oneOf("edit"), id, room: roomId, target, body: textBody, proof }),
  delete: record({ t: oneOf("delete"), id, room: roomId, target }),
  react: record({ t: oneOf("react"), id, room: roomId, target, emoji: text(1), on: flag }),
  typing: record({ t: oneOf("typing"), id, room: roomId }),
  roster: record({ t: oneOf("roster"), id, room: roomId, after: optional(integer()) }),
  history: record({
    t: oneOf("history"),
    id,
    room: roomId,
    before: integer(1),
    limit: optional(integer(1, 100)),
  }),
  kick: record({ t: oneOf("kick"), id, room: roomId, m }),
  mute: record({ t: oneOf("mute"), id, room: roomId, m, for_ms: integer(0, 86_400_000) }),
  ban: record({ t: oneOf("ban"), id, room: roomId, m }),
  unban: record({ t: oneOf("unban"), id, room: roomId, ban: integer() }),
  bans: record({ t: oneOf("bans"), id, room: roomId }),
  role: record({
    t: oneOf("role"),
    id,
    room: roomId,
    m,
    role: oneOf("member", "voiced", "moderator"),
  }),
  lock: record({ t: oneOf("lock"), id, room: roomId, on: flag }),
  slow: record({ t: oneOf("slow"), id, room: roomId, slow_ms: integer(0, slowMsMost) }),
  pin: record({ t: oneOf("pin"), id, room: roomId, target: integer(0) }),
  transfer: record({
    t: oneOf("transfer"),
    id,
    room: roomId,
    m,
    password: optional(text(1, 128)),
  }),
  transfer_answer: record({ t: oneOf("transfer_answer"), id, room: roomId, accept: flag }),
  transfer_cancel: record({ t: oneOf("transfer_cancel"), id, room: roomId }),
  successor: record({ t: oneOf("successor"), id, room: roomId, m }),
  close: record({ t: oneOf("close"), id, room: roomId, reason: optional(text(0, 140)) }),
  friends: record({ t: oneOf("friends"), id }),
  friend_request: record({ t: oneOf("friend_request"), id, ...somebody }),
  friend_answer: record({ t: oneOf("friend_answer"), id, name: text(1), accept: flag }),
  friend_remove: record({ t: oneOf("friend_remove"), id, name: text(1) }),
  block: record({ t: oneOf("block"), id, ...somebody }),
  unblock: record({ t: oneOf("unblock"), id, name: text(1) }),
  profile: record({ t: oneOf("profile"), id, room: roomId, m }),
  direct: record({ t: oneOf("direct"), id, name: text(1) }),
  read: record({ t: oneOf("read"), id, room: roomId, target }),
  invite_send: record({ t: oneOf("invite_send"), id, room: roomId, name: text(1) }),
};

export type CommandName = keyof typeof commands;
type Frames = { [T in CommandName]: TypeOf<(typeof commands)[T]> };
/** A command as the page writes it: everything but the number that pairs it with its reply. */
export type Command<T extends CommandName = CommandName> = { [N in T]: Omit<Frames[N], "id"> }[T];
