import {
  flag,
  integer,
  list,
  optional,
  orElse,
  orNull,
  record,
  type Shape,
  type TypeOf,
  text,
  wordOr,
} from "../../wire/shape";
import { avatarName, kind, roomId, time } from "../../wire/shapes";

// The shapes of PROTOCOL section 20: who administers, people, proposals, audit log, settings. No field of them
// holds what is said in a room.

export const admin = record({ name: text(1), confirmed_until: orNull(time), idle_ms: integer(1) });
export type Admin = TypeOf<typeof admin>;
export const oneAdmin = record({ admin });

export const nothing: Shape<null> = {
  problem: (value, at) => (value === null ? null : `${at}: not empty`),
};

export const rules = record({ rules: list(record({ rule: text(1), text: text() })) });
export type Rule = TypeOf<typeof rules>["rules"][number];

export const officialKinds = ["global", "regional", "special"] as const;
export type OfficialKind = (typeof officialKinds)[number];

export const official = record({
  id: roomId,
  official: wordOr(...officialKinds),
  name: text(),
  topic: orElse(text(), ""),
  count: orElse(integer(), 0),
  region: optional(orNull(text())),
  opens_at: optional(orNull(time)),
  expires_at: optional(orNull(time)),
  capacity: optional(orNull(integer())),
  there: orElse(flag, true),
});
export type Official = TypeOf<typeof official>;
export const officials = record({ rooms: list(official), regions: list(text()) });
export const oneOfficial = record({ room: official });

export const subject = record({
  name: text(1),
  display: text(),
  avatar: avatarName,
  about: orElse(text(), ""),
  created_at: time,
  suspended: orElse(orNull(record({ until: orNull(time), rule: text(), since: time })), null),
});
export type Subject = TypeOf<typeof subject>;

export const proposal = record({
  id: text(1),
  act: text(),
  person: text(1),
  rule: optional(orNull(text())),
  reason: text(),
  by: text(),
  at: time,
});
export type Proposal = TypeOf<typeof proposal>;
export const proposals = record({ proposals: list(proposal) });

/** Done, with fresh recovery words if there are any, or waiting for another admin. */
export const personAnswer = record({
  person: optional(subject),
  proposal: optional(proposal),
  recovery: optional(text(1)),
});
export type PersonAnswer = TypeOf<typeof personAnswer>;

export const scopes = ["all", "region", "room"] as const;
export const announcement = record({
  id: text(1),
  text: text(),
  scope: wordOr(...scopes),
  region: optional(orNull(text())),
  room: optional(orNull(text())),
  from: time,
  until: time,
  by: optional(text()),
});
export type Announcement = TypeOf<typeof announcement>;
export const announcements = record({ announcements: list(announcement) });
export const oneAnnouncement = record({ announcement });

export const audit = record({
  entries: list(
    record({
      n: integer(),
      at: time,
      admin: text(),
      act: text(),
      subject: orElse(orNull(text()), null),
      reason: orElse(orNull(text()), null),
    }),
  ),
  more: flag,
});
export type Audit = TypeOf<typeof audit>;

export const settings = record({ emergency_level: integer(1, 5), registration: flag, guests: flag });
export type Settings = TypeOf<typeof settings>;

/** Somebody of whom a complaint is, as shown in the room; `account`: there is one behind. */
export const shownSubject = record({
  name: text(),
  kind,
  m: optional(orNull(integer())),
  account: orElse(flag, false),
});
