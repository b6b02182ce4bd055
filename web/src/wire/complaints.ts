import {
  flag,
  integer,
  list,
  oneOf,
  optional,
  orElse,
  orNull,
  pattern,
  record,
  type TypeOf,
  text,
  wordOr,
} from "./shape";
import { kind as personKind, roomId, roomKinds, time } from "./shapes";

// The shapes of PROTOCOL section 18.

/** What one can complain about from inside a room; the evidence comes from there. */
export const roomComplaints = ["message", "member", "room"] as const;
export type RoomComplaint = (typeof roomComplaints)[number];
/** What one can send from anywhere. */
export const plainComplaints = ["bug", "appeal"] as const;
export type PlainComplaint = (typeof plainComplaints)[number];
export type ComplaintKind = RoomComplaint | PlainComplaint;

export const rule = record({ rule: text(1), text: text(1) });
export type Rule = TypeOf<typeof rule>;
export const rules = record({ rules: list(rule) });

/** `evidence` is shown and sent back as it came; nothing of it is made here. */
export const preview = record({ evidence: text(1), digest: pattern(/^[0-9a-f]{64}$/) });
export type Preview = TypeOf<typeof preview>;

const post = record({
  n: integer(),
  at: time,
  by: wordOr("staff", "reporter"),
  text: text(),
});
export type Post = TypeOf<typeof post>;

export const states = ["new", "assigned", "waiting_reporter", "waiting_staff", "resolved"] as const;
export const outcomes = ["upheld", "rejected", "duplicate"] as const;

export const complaint = record({
  id: text(1),
  kind: wordOr(...roomComplaints, ...plainComplaints),
  rule: optional(orNull(text())),
  // Of a state that is not known no more is said than that it was sent.
  state: wordOr(...states),
  outcome: orElse(orNull(oneOf(...outcomes)), null),
  created_at: time,
  changed_at: time,
  decided_at: optional(orNull(time)),
  ends_at: optional(orNull(time)),
  evidence: optional(orNull(text())),
  posts: optional(list(post)),
});
export type Complaint = TypeOf<typeof complaint>;

export const oneComplaint = record({ complaint });
export const complaints = record({ complaints: list(complaint) });
/** `receipt`: six words, told to a visitor this once. */
export const taken = record({ complaint, receipt: optional(text(1)) });
export type Taken = TypeOf<typeof taken>;

const author = record({ m: integer(), name: text(), kind: personKind });

/** The inside of an evidence, for reading only: what counts is its text. */
export const evidence = record({
  room: record({ id: optional(roomId), name: optional(text()), kind: orElse(wordOr(...roomKinds), "room") }),
  member: optional(author),
  messages: orElse(
    list(
      record({
        seq: integer(),
        at: time,
        by: author,
        edited: orElse(flag, false),
        text: orElse(text(), ""),
        media: optional(record({ type: text(), bytes: integer() })),
      }),
    ),
    [],
  ),
});
export type Evidence = TypeOf<typeof evidence>;
