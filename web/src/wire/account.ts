import { flag, integer, list, optional, orElse, record, type TypeOf, text, wordOr } from "./shape";
import { avatarName, card, person, session, time } from "./shapes";

// The shapes of PROTOCOL section 12.

export const accountThemes = ["system", "light", "dark"] as const;

export const account = record({
  name: text(1),
  display: text(1),
  avatar: avatarName,
  about: text(),
  theme: wordOr(...accountThemes),
  language: orElse(text(), ""),
  region: orElse(text(), ""),
  hide_profile: orElse(flag, false),
  hide_name: orElse(flag, false),
  invisible: orElse(flag, false),
  requests_off: orElse(flag, false),
  created_at: time,
});
export type Account = TypeOf<typeof account>;

/** What one may change of it; what is left out stays. */
export type AccountChange = Partial<Omit<Account, "name" | "created_at">>;

/** `recovery` are the six words, told this once. */
export const entered = record({ you: person, session, account, recovery: optional(text(1)) });
export type Entered = TypeOf<typeof entered>;

/** `regions` are those that one may pick; a server that does not tell them offers none here. */
export const ownAccount = record({ account, rooms: list(card), regions: optional(list(text(1))) });
export type OwnAccount = TypeOf<typeof ownAccount>;

export const endedLogins = record({ ended: integer() });
