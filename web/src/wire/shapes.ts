import { flag, integer, list, oneOf, optional, orNull, pattern, record, type TypeOf, text } from "./shape";

// The shapes of PROTOCOL section 4.

export const roomId = pattern(/^[0-9A-Za-z]{17}$/);
export const clientId = pattern(/^[0-9a-f]{32}$/);
export const avatarName = pattern(/^a([0-9]|[1-5][0-9]|6[0-3])$/);
export const time = integer();
export const seqNumber = integer(0);
export const lives = ["empty", "1h", "24h", "7d"] as const;
export const messageLives = ["5m", "1h", "24h", "7d"] as const;

const kind = oneOf("guest", "user", "hidden");

export const person = record({ name: text(), avatar: avatarName, kind });
export type Person = TypeOf<typeof person>;

export const session = record({ idle_ms: integer(), ends_at: time });
export type Session = TypeOf<typeof session>;

export const member = record({
  m: integer(),
  name: text(),
  avatar: avatarName,
  kind,
  role: oneOf("owner", "moderator", "voiced", "member"),
  state: oneOf("here", "away"),
});
export type Member = TypeOf<typeof member>;
export type Role = Member["role"];

export const author = record({ m: integer(), name: text(), avatar: avatarName, kind });
export type Author = TypeOf<typeof author>;

export const card = record({
  id: roomId,
  name: text(),
  topic: text(),
  count: integer(),
  listing: oneOf("public", "unlisted"),
  life: oneOf(...lives),
  message_life: oneOf(...messageLives),
  created_at: time,
  expires_at: orNull(time),
  active_at: time,
});
export type Card = TypeOf<typeof card>;

/** Any other form of a body is shown as "cannot be shown here" (a later version may seal the text). */
export interface Body {
  readonly text?: string;
}
export const textBody = record({ text: text(1, 4000) });
export const body: { problem: (typeof textBody)["problem"]; type?: Body } = {
  problem: (value, at, mode) => {
    if (mode === "exact") return textBody.problem(value, at, mode);
    return typeof value === "object" && value !== null ? null : `${at}: not an object`;
  },
};

export const tally = record({ emoji: text(1), count: integer(), mine: flag });
export type Tally = TypeOf<typeof tally>;
export const tallies = optional(list(tally));
