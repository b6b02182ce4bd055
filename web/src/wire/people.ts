import {
  fits,
  flag,
  integer,
  isRecord,
  oneOf,
  optional,
  orElse,
  record,
  type Shape,
  type TypeOf,
  text,
  wordOr,
} from "./shape";
import { avatarName, roomId, seqNumber, time } from "./shapes";

// PROTOCOL sections 13 to 15: friends, and what an inbox tells.

export const friendState = wordOr("none", "outgoing", "incoming", "friend", "blocked");
export type FriendState = TypeOf<typeof friendState>;

/** The last three are told of a `friend` only. */
export const friend = record({
  name: text(1),
  display: text(1),
  avatar: avatarName,
  state: friendState,
  since: orElse(time, 0),
  about: optional(text()),
  online: optional(flag),
  room: optional(roomId),
});
export type Friend = TypeOf<typeof friend>;

/** Up to where a member of a direct, or the owner of an inbox, has read. */
export const readMark = record({ m: integer(), target: seqNumber });

const name = text(1);
const room = record({ id: roomId, name: text() });
const count = integer(1);

const notices = {
  friend_request: record({ kind: oneOf("friend_request"), name }),
  friend_accepted: record({ kind: oneOf("friend_accepted"), name }),
  direct: record({ kind: oneOf("direct"), name, room, count }),
  mention: record({ kind: oneOf("mention"), room, target: integer(1) }),
  invite: record({ kind: oneOf("invite"), name, room, token: optional(text(1, 128)) }),
  knock: record({ kind: oneOf("knock"), room, count }),
  offer: record({ kind: oneOf("offer"), room }),
  // `name` is the complaint's id, the rule, and the announcement's id.
  complaint_answered: record({ kind: oneOf("complaint_answered"), name }),
  rule_broken: record({ kind: oneOf("rule_broken"), name }),
  announcement: record({ kind: oneOf("announcement"), name, text: text(1) }),
};
export type NoticeKind = keyof typeof notices;
export type Notice<K extends NoticeKind = NoticeKind> = { [N in K]: TypeOf<(typeof notices)[N]> }[K];

export const notice: Shape<Notice> = {
  problem: (value, at, mode) => {
    if (!isRecord(value) || typeof value.kind !== "string") return `${at}: no kind`;
    const known: Readonly<Record<string, Shape<unknown>>> = notices;
    const shape = Object.hasOwn(known, value.kind) ? known[value.kind] : undefined;
    return shape ? shape.problem(value, at, mode) : `${at}: unknown kind`;
  },
};

/** Null for what this page does not know: that is not shown. */
export function readNotice(value: unknown): Notice | null {
  return fits(notice, value) ? value : null;
}
