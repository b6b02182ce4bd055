import { outcomes, plainComplaints, roomComplaints, states } from "../../wire/complaints";
import {
  flag,
  integer,
  list,
  oneOf,
  optional,
  orElse,
  orNull,
  record,
  type TypeOf,
  text,
  wordOr,
} from "../../wire/shape";
import { roomId, time } from "../../wire/shapes";
import { proposal, shownSubject } from "./shapes";

// A complaint as admins see it.

export const kinds = [...roomComplaints, ...plainComplaints] as const;
export type Kind = (typeof kinds)[number];
export type State = (typeof states)[number];
export type Outcome = (typeof outcomes)[number];

export const post = record({
  n: integer(),
  at: time,
  by: wordOr("note", "reporter", "staff"),
  text: text(),
  admin: optional(orNull(text())),
});
export type Post = TypeOf<typeof post>;

export const oneCase = record({
  id: text(1),
  kind: wordOr("bug", ...kinds),
  rule: orElse(orNull(text()), null),
  state: wordOr(...states),
  outcome: orElse(orNull(oneOf(...outcomes)), null),
  created_at: time,
  changed_at: time,
  decided_at: orElse(orNull(time), null),
  ends_at: orElse(orNull(time), null),
  assigned: orElse(orNull(text()), null),
  reporter: wordOr("guest", "user"),
  room: orElse(orNull(record({ id: roomId, there: flag })), null),
  subject: orElse(orNull(shownSubject), null),
  evidence: orElse(orNull(text()), null),
  posts: orElse(list(post), []),
});
export type Case = TypeOf<typeof oneCase>;

export const cases = record({ complaints: list(oneCase), more: flag });
export const named = record({ complaint: oneCase });
/** Done, or waiting for another admin. */
export const acted = record({ complaint: optional(oneCase), proposal: optional(proposal) });
export type Acted = TypeOf<typeof acted>;
export const revealed = record({ account: text(1) });
