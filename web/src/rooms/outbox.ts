import type { Refusal } from "../connection/client";
import type { Picture } from "../media/picture";
import type { Reply } from "../wire/replies";
import type { Media } from "../wire/shapes";

// Messages on their way: an ordered list, sent one at a time so that a refusal in between cannot change the
// order. An entry leaves the list only when its message is in the log or the person throws it away.

/** What a message has beside its text. */
export interface Extras {
  readonly replyTo: number | null;
  readonly mentions: readonly number[];
  readonly picture: Picture | null;
}

export const noExtras: Extras = { replyTo: null, mentions: [], picture: null };

export interface Outgoing extends Extras {
  readonly cid: string;
  readonly text: string;
  /** The picture as the server knows it, once it is uploaded. */
  readonly media: Media | null;
  /** "taken": the server has it, its event is still to come. */
  readonly state: "waiting" | "sending" | "taken" | "failed";
  readonly seq: number | null;
  /** Why it failed, for people. */
  readonly problem: string | null;
  /** How often the server said it was its own fault; the same is tried once more only. */
  readonly faults: number;
}

export interface Outbox {
  readonly list: readonly Outgoing[];
  /** Nothing is sent before this time (local clock): the server asked for patience. */
  readonly holdUntil: number;
}

export const emptyOutbox: Outbox = { list: [], holdUntil: 0 };

/** Refusals after which the same text is sent again without asking the person. */
const passing: ReadonlySet<string> = new Set(["rate_limited", "unavailable", "overloaded"]);
const patienceMs = 1_000;
/** An upload that found no server is tried again by itself so often; the page may know of a broken connection later. */
const unreachableMost = 3;

export function add(box: Outbox, cid: string, text: string, extras: Extras = noExtras): Outbox {
  const progress = { media: null, state: "waiting", seq: null, problem: null, faults: 0 } as const;
  return { ...box, list: [...box.list, { cid, text, ...extras, ...progress }] };
}

export function uploaded(box: Outbox, cid: string, media: Media): Outbox {
  return change(box, cid, { media });
}

function change(box: Outbox, cid: string, part: Partial<Outgoing>): Outbox {
  return { ...box, list: box.list.map((entry) => (entry.cid === cid ? { ...entry, ...part } : entry)) };
}

export function drop(box: Outbox, cid: string): Outbox {
  return box.list.some((entry) => entry.cid === cid)
    ? { ...box, list: box.list.filter((entry) => entry.cid !== cid) }
    : box;
}

/** What to send now, or null: one is under way, nothing waits, or patience was asked for. */
export function nextToSend(box: Outbox, now: number): Outgoing | null {
  if (now < box.holdUntil || box.list.some((entry) => entry.state === "sending")) return null;
  return box.list.find((entry) => entry.state === "waiting") ?? null;
}

export function sending(box: Outbox, cid: string): Outbox {
  return change(box, cid, { state: "sending", problem: null });
}

/**
 * `lastSeq` is the room's newest seq that the page has: at or below it the event has come already (or was
 * removed since), and no other will follow.
 */
export function taken(box: Outbox, cid: string, said: Reply<"said">, lastSeq: number): Outbox {
  return said.seq <= lastSeq ? drop(box, cid) : change(box, cid, { state: "taken", seq: said.seq });
}

export function refused(box: Outbox, cid: string, refusal: Refusal, now: number): Outbox {
  // Not answered: the same cid goes out again after the resume.
  if (refusal.code === "lost") return change(box, cid, { state: "waiting" });
  const faults = box.list.find((entry) => entry.cid === cid)?.faults ?? 0;
  const fault = refusal.code === "internal" && faults === 0;
  if (fault || passing.has(refusal.code)) {
    const holdUntil = now + (refusal.retryAfterMs ?? patienceMs);
    const entry = { state: "waiting", problem: refusal.text, faults: faults + (fault ? 1 : 0) } as const;
    return { ...change(box, cid, entry), holdUntil };
  }
  if (refusal.code === "unreachable" && faults < unreachableMost) {
    const entry = { state: "waiting", faults: faults + 1 } as const;
    return { ...change(box, cid, entry), holdUntil: now + patienceMs * 2 ** faults };
  }
  // An upload that waited too long is collected by the server: it goes up once more by itself.
  if (refusal.code === "no_media" && faults === 0) {
    return change(box, cid, { state: "waiting", media: null, faults: 1 });
  }
  return change(box, cid, { state: "failed", problem: refusal.text, ...withoutCause(refusal.code) });
}

/** What is no longer there is left out, so that the same message can be sent without it. */
function withoutCause(code: string): Partial<Outgoing> {
  if (code === "no_message") return { replyTo: null };
  if (code === "no_member") return { mentions: [] };
  return code === "no_media" ? { media: null } : {};
}

export function retry(box: Outbox, cid: string): Outbox {
  return change(box, cid, { state: "waiting", problem: null });
}

/** The log moved on to `lastSeq`: entries that were taken at or below it are in it, or gone from it. */
export function settled(box: Outbox, lastSeq: number): Outbox {
  const list = box.list.filter((entry) => entry.seq === null || entry.seq > lastSeq);
  return list.length === box.list.length ? box : { ...box, list };
}

/** After another epoch the server no longer has what it took in the old one: it is sent again. */
export function epochChanged(box: Outbox): Outbox {
  return {
    ...box,
    list: box.list.map((entry) =>
      entry.state === "taken" ? { ...entry, state: "waiting", seq: null } : entry,
    ),
  };
}
