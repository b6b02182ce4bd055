import type { Body } from "../wire/body";
import type { RoomEvent } from "../wire/events";
import type { Author, Card, Knock, Media, Member, Tally } from "../wire/shapes";
import type { Act } from "./acts";

// What the page holds of one room: a fold over the room's events. Values are never changed in place, so a
// row that did not change is the same object and is not drawn again.

export interface MessageItem {
  readonly kind: "message";
  readonly seq: number;
  readonly at: number;
  readonly by: Author;
  readonly cid: string;
  readonly body: Body;
  readonly expiresAt: number;
  readonly editedAt: number | null;
  readonly reactions: readonly Tally[];
  /** The message this one answers, by seq. Only a reference: it is shown as long as that message is held. */
  readonly replyTo: number | null;
  /** Members who are meant, by number. */
  readonly mentions: readonly number[];
  readonly media: Media | null;
}

/** A member came or went, or took another name. */
export interface MemberItem {
  readonly kind: "member";
  readonly seq: number;
  readonly at: number;
  readonly m: number;
  readonly name: string;
  readonly change: "joined" | "left" | "renamed";
  /** The earlier name, for "renamed" only. */
  readonly was: string | null;
}

/** In rooms of more than 200 members joins and leaves come as numbers only. */
export interface CrowdItem {
  readonly kind: "crowd";
  readonly seq: number;
  readonly at: number;
  readonly joined: number;
  readonly left: number;
}

/** Events that are no longer there; `expired` is null if the server no longer knows how many messages. */
export interface GapItem {
  readonly kind: "gap";
  readonly seq: number;
  readonly at: number;
  readonly expired: number | null;
}

/** The room's log began anew on the server: what was before is not kept. */
export interface BreakItem {
  readonly kind: "break";
  readonly seq: number;
  readonly at: number;
}

/** Something the staff did. */
export interface ActItem {
  readonly kind: "act";
  readonly seq: number;
  readonly at: number;
  readonly act: Act;
}

export type LogItem = MessageItem | MemberItem | CrowdItem | GapItem | BreakItem | ActItem;

export interface Ended {
  readonly reason: RoomEvent<"room_closed">["reason"];
  /** What the owner said about it, or "". */
  readonly text: string;
}

export interface RoomState {
  readonly card: Card;
  readonly epoch: number;
  readonly seq: number;
  /** The person's own member number. */
  readonly me: number;
  readonly members: ReadonlyMap<number, Member>;
  readonly count: number;
  readonly log: readonly LogItem[];
  /** The server holds living messages older than those here. */
  readonly older: boolean;
  /** Who is typing, and until when that is shown (server time). */
  readonly typing: ReadonlyMap<number, number>;
  /** The pinned message by seq, 0 for none. */
  readonly pinned: number;
  /** The ownership is offered to member `m`. */
  readonly offer: { readonly m: number; readonly expiresAt: number } | null;
  /** The member who is to own the room next, 0 for nobody. */
  readonly successor: number;
  readonly closing: { readonly closesAt: number; readonly text: string } | null;
  /** The person is here under a pseudonym of this room. */
  readonly hidden: boolean;
  /** Up to which seq each member has read; told in directs and inboxes only. */
  readonly reads: ReadonlyMap<number, number>;
  /** Who waits at the door; only the staff hears of it. */
  readonly knocks: readonly Knock[];
  /** The person was sent out. */
  readonly out: "kicked" | "banned" | "left" | null;
  readonly ended: Ended | null;
}

/** At most this many rows stay in the page while the person reads the newest. */
export const rowsKept = 500;
/** And this many while the person reads further up, so that trimming does not take the rows being read. */
export const rowsKeptReading = 2000;

export function fromMessage(event: RoomEvent<"message">): MessageItem {
  return {
    kind: "message",
    seq: event.seq,
    at: event.at,
    by: event.by,
    cid: event.cid,
    body: event.body,
    expiresAt: event.expires_at,
    editedAt: event.edited_at ?? null,
    reactions: event.reactions ?? [],
    replyTo: event.reply_to ?? null,
    mentions: event.mentions ?? [],
    media: event.media ?? null,
  };
}

export function findMessage(room: RoomState, seq: number): MessageItem | undefined {
  return room.log.find((item): item is MessageItem => item.kind === "message" && item.seq === seq);
}

export function withAct(room: RoomState, at: { seq: number; at: number }, act: Act): RoomState {
  return { ...room, log: [...room.log, { kind: "act", seq: at.seq, at: at.at, act }] };
}

export function myself(room: RoomState): Member | undefined {
  return room.members.get(room.me);
}

/** A member's name, also after they left, as long as a message of theirs is here. */
export function nameOf(room: RoomState, m: number): string {
  const known = room.members.get(m)?.name;
  if (known !== undefined) return known;
  const wrote = room.log.findLast((item) => item.kind === "message" && item.by.m === m);
  return wrote?.kind === "message" ? wrote.by.name : "somebody";
}

export function isOwn(room: RoomState, item: LogItem): item is MessageItem {
  return item.kind === "message" && item.by.m === room.me;
}

export function lastOwnMessage(room: RoomState): MessageItem | undefined {
  return room.log.findLast((item): item is MessageItem => isOwn(room, item));
}

export function withMessage(
  room: RoomState,
  seq: number,
  change: (message: MessageItem) => MessageItem,
): RoomState {
  const index = room.log.findIndex((item) => item.kind === "message" && item.seq === seq);
  const found = room.log[index];
  return found?.kind === "message" ? { ...room, log: room.log.with(index, change(found)) } : room;
}

export function withMember(room: RoomState, member: Member): RoomState {
  return { ...room, members: new Map(room.members).set(member.m, member) };
}

export function withoutTyping(room: RoomState, m: number): RoomState {
  if (!room.typing.has(m)) return room;
  const typing = new Map(room.typing);
  typing.delete(m);
  return { ...room, typing };
}

/** Drops the oldest rows beyond `keep`. Messages among them can be read again with `history`. */
export function trim(room: RoomState, keep: number): RoomState {
  const surplus = room.log.length - keep;
  if (surplus <= 0) return room;
  const dropped = room.log.slice(0, surplus);
  const older = room.older || dropped.some((item) => item.kind === "message");
  return { ...room, log: room.log.slice(surplus), older };
}
