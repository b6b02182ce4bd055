import { flag, integer, oneOf, optional, record, type TypeOf, text } from "./shape";
import { clientId, lives, messageLives, roomId, seqNumber, textBody } from "./shapes";

// PROTOCOL section 5, one entry per command. `id` is added when a command is sent.

const id = integer(1);
const target = integer(1);

export const commands = {
  hello: record({ t: oneOf("hello"), id, v: oneOf(1), client: optional(text(0, 64)) }),
  ping: record({ t: oneOf("ping"), id }),
  rename: record({ t: oneOf("rename"), id, name: text() }),
  rooms: record({ t: oneOf("rooms"), id, q: optional(text(0, 48)), watch: optional(flag) }),
  room_create: record({
    t: oneOf("room_create"),
    id,
    name: text(),
    topic: optional(text(0, 160)),
    listing: optional(oneOf("public", "unlisted")),
    life: optional(oneOf(...lives)),
    message_life: optional(oneOf(...messageLives)),
  }),
  join: record({
    t: oneOf("join"),
    id,
    room: roomId,
    resume: optional(record({ epoch: integer(), seq: seqNumber })),
  }),
  leave: record({ t: oneOf("leave"), id, room: roomId }),
  say: record({ t: oneOf("say"), id, room: roomId, cid: clientId, body: textBody }),
  edit: record({ t: oneOf("edit"), id, room: roomId, target, body: textBody }),
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
};

export type CommandName = keyof typeof commands;
type Frames = { [T in CommandName]: TypeOf<(typeof commands)[T]> };
/** A command as the page writes it: everything but the number that pairs it with its reply. */
export type Command<T extends CommandName = CommandName> = { [N in T]: Omit<Frames[N], "id"> }[T];
