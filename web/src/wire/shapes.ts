import {
  flag,
  integer,
  list,
  optional,
  orElse,
  orNull,
  pattern,
  record,
  type TypeOf,
  text,
  wordOr,
} from "./shape";

// The shapes of PROTOCOL section 4.

export const roomId = pattern(/^[0-9A-Za-z]{17}$/);
export const clientId = pattern(/^[0-9a-f]{32}$/);
export const avatarName = pattern(/^a([0-9]|[1-5][0-9]|6[0-3])$/);
export const time = integer();
export const seqNumber = integer(0);
export const lives = ["empty", "1h", "24h", "7d"] as const;
export type RoomLife = (typeof lives)[number];
export const messageLives = ["5m", "1h", "24h", "7d"] as const;
export const listings = ["unlisted", "public"] as const;
export const entries = ["open", "password", "knock", "invite"] as const;
export const speeches = ["everyone", "voiced"] as const;
export const roles = ["member", "owner", "moderator", "voiced"] as const;
export const roomKinds = ["room", "direct", "inbox"] as const;
export const officialKinds = ["global", "regional", "special"] as const;
export type OfficialKind = (typeof officialKinds)[number];
export const slowMsMost = 21_600_000;

export const kind = wordOr("user", "guest", "hidden");
export const role = wordOr(...roles);
/** The role of whoever did it; the server does some things by itself. */
export const doer = optional(wordOr(...roles, "server"));

export const person = record({ name: text(), avatar: avatarName, kind });
export type Person = TypeOf<typeof person>;

export const session = record({ idle_ms: integer(), ends_at: time });
export type Session = TypeOf<typeof session>;

export const member = record({
  m: integer(),
  name: text(),
  avatar: avatarName,
  kind,
  role,
  state: wordOr("here", "away"),
  muted_until: optional(time),
});
export type Member = TypeOf<typeof member>;
export type Role = Member["role"];

export const author = record({ m: integer(), name: text(), avatar: avatarName, kind });
export type Author = TypeOf<typeof author>;

export const card = record({
  id: roomId,
  kind: orElse(wordOr(...roomKinds), "room"),
  name: text(),
  topic: text(),
  count: integer(),
  listing: wordOr(...listings),
  // Only official rooms are there always.
  life: wordOr(...lives, "always"),
  // A word that is not known is read as the shortest life: rather gone too early than too late.
  message_life: wordOr(...messageLives),
  created_at: time,
  expires_at: orNull(time),
  active_at: time,
  entry: orElse(wordOr(...entries), "open"),
  speech: orElse(wordOr(...speeches), "everyone"),
  guests: orElse(flag, true),
  locked: orElse(flag, false),
  slow_ms: orElse(integer(0, slowMsMost), 0),
  official: optional(wordOr(...officialKinds)),
  region: optional(orNull(text())),
  opens_at: optional(orNull(time)),
  capacity: optional(orNull(integer(1))),
});
export type Card = TypeOf<typeof card>;

/** The answer to a challenge. */
export const proof = optional(record({ challenge: text(1, 64), nonce: text(1, 64) }));

export const tally = record({ emoji: text(1), count: integer(), mine: flag });
export type Tally = TypeOf<typeof tally>;
export const tallies = optional(list(tally));

export const mediaId = pattern(/^[0-9A-Za-z]{22}$/);
export const mediaTypes = ["image/jpeg", "image/png", "image/webp", "image/gif"] as const;
export const media = record({
  id: mediaId,
  type: wordOr(...mediaTypes),
  bytes: integer(),
  width: integer(1),
  height: integer(1),
  name: optional(text(0, 80)),
});
export type Media = TypeOf<typeof media>;

export const knock = record({
  k: integer(),
  name: text(),
  avatar: avatarName,
  kind,
  text: text(0, 140),
  at: time,
  expires_at: time,
});
export type Knock = TypeOf<typeof knock>;

export const ban = record({
  ban: integer(),
  name: text(),
  avatar: avatarName,
  kind,
  by: doer,
  at: time,
});
export type Ban = TypeOf<typeof ban>;

export const offer = record({ m: integer(), expires_at: time });
export const closing = record({ closes_at: time, text: text() });
