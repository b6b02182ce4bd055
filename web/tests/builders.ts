import type { RoomState } from "../src/rooms/room_state";
import type { RoomEvent, RoomEventName } from "../src/wire/events";
import type { Reply } from "../src/wire/replies";
import type { Card, Member } from "../src/wire/shapes";

// Small valid values; a test names only what it is about.

export const roomId = "4fGk2mQzT81xYbR0a";
export const epoch = 81_723;
export const noon = Date.UTC(2026, 0, 1, 12);
export const hour = 3_600_000;
export const cid = (n: number): string => n.toString(16).padStart(32, "0");

export function card(part: Partial<Card> = {}): Card {
  return {
    id: roomId,
    kind: "room",
    name: "Tea",
    topic: "",
    count: 2,
    listing: "public",
    life: "empty",
    message_life: "1h",
    created_at: noon,
    expires_at: null,
    active_at: noon,
    entry: "open",
    speech: "everyone",
    guests: true,
    locked: false,
    slow_ms: 0,
    ...part,
  };
}

export function member(m: number, part: Partial<Member> = {}): Member {
  return {
    m,
    name: `Guest ${m}`,
    avatar: "a1",
    kind: "guest",
    role: "member",
    state: "here",
    ...part,
  };
}

type Part<T extends RoomEventName> = Omit<RoomEvent<T>, "t" | "room" | "epoch" | "seq" | "at">;

export function event<T extends RoomEventName>(t: T, seq: number, part: Part<T>): RoomEvent<T> {
  // The parts make up the event of that name; TypeScript cannot see it through the generic.
  return { t, room: roomId, epoch, seq, at: noon + seq * 1000, ...part } as unknown as RoomEvent<T>;
}

export function message(
  seq: number,
  part: Partial<Part<"message">> & { at?: number; m?: number } = {},
): RoomEvent<"message"> {
  const { m = 2, at = noon + seq * 1000, ...rest } = part;
  const by = { m, name: `Guest ${m}`, avatar: "a1", kind: "guest" } as const;
  const body = { text: `text ${seq}` };
  return {
    ...event("message", seq, { by, cid: cid(seq), body, expires_at: at + hour, ...rest }),
    at,
  };
}

export function joined(part: Partial<Reply<"joined">> = {}): Reply<"joined"> {
  return {
    t: "joined",
    re: 1,
    room: card(),
    epoch,
    seq: 0,
    you: member(1),
    members: [member(1), member(2)],
    count: 2,
    events: [],
    resumed: false,
    more: false,
    older: false,
    at: noon,
    pinned: 0,
    offer: null,
    successor: 0,
    closing: null,
    hidden: false,
    reads: [],
    ...part,
  };
}

export function roomState(part: Partial<RoomState> = {}): RoomState {
  return {
    card: card(),
    epoch,
    seq: 0,
    me: 1,
    members: new Map([
      [1, member(1)],
      [2, member(2)],
    ]),
    count: 2,
    log: [],
    older: false,
    typing: new Map(),
    pinned: 0,
    offer: null,
    successor: 0,
    closing: null,
    hidden: false,
    reads: new Map(),
    knocks: [],
    out: null,
    ended: null,
    ...part,
  };
}
