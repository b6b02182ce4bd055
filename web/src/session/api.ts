import { withProof } from "../proof/prover";
import type { Challenge, Proof } from "../proof/solve";
import {
  fits,
  integer,
  isRecord,
  list,
  optional,
  orNull,
  record,
  type Shape,
  type TypeOf,
  text,
} from "../wire/shape";
import { card, person, session } from "../wire/shapes";

// The few HTTP routes of PROTOCOL section 3, and how any of them is asked.

export interface Refused {
  readonly ok: false;
  readonly code: string;
  readonly text: string;
  /** The field that is wrong, where the server names one. */
  readonly field?: string;
  readonly retryAfterMs?: number;
  /** The server wants a proof of work with it. */
  readonly challenge?: Challenge;
  /** The account may not be used: by which rule, and until when (null: for good). */
  readonly suspended?: Suspended;
}

export interface Suspended {
  readonly rule: string;
  readonly until: number | null;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | Refused;

const made = record({ you: person, session });
const asked = record({ you: orNull(person) });
const rooms = record({ rooms: list(card), total: integer() });
const oneRoom = record({ room: card });
const failure = record({
  error: record({
    code: text(1),
    text: text(),
    field: optional(text()),
    retry_after_ms: optional(integer()),
    challenge: optional(text(1)),
    bits: optional(integer()),
    rule: optional(text()),
    until: optional(orNull(integer())),
  }),
});

const unreachable = { ok: false, code: "unreachable", text: "The server cannot be reached." } as const;

export async function call<T>(path: string, shape: Shape<T>, init: RequestInit = {}): Promise<Answer<T>> {
  let status: number;
  let value: unknown;
  try {
    const response = await fetch(path, { ...init, cache: "no-store", signal: AbortSignal.timeout(15_000) });
    status = response.status;
    value = status === 204 ? null : await response.json();
  } catch {
    return unreachable;
  }
  if (status < 400 && fits(shape, value)) return { ok: true, value };
  if (isRecord(value) && fits(failure, value)) {
    const { code, text, field, retry_after_ms, challenge, bits, rule = "", until = null } = value.error;
    return {
      ok: false,
      code,
      text,
      ...(field === undefined ? {} : { field }),
      ...(retry_after_ms === undefined ? {} : { retryAfterMs: retry_after_ms }),
      ...(code === "suspended" ? { suspended: { rule, until } } : {}),
      ...(challenge === undefined || bits === undefined ? {} : { challenge: { challenge, bits } }),
    };
  }
  return { ok: false, code: "unreadable", text: "The server's answer could not be read." };
}

/** A request that changes something; only this page can make it. */
export function changing(method: "POST" | "PATCH" | "DELETE", body: unknown = {}): RequestInit {
  const headers = { "Content-Type": "application/json", "X-SRChat": "1" };
  return { method, headers, ...(method === "DELETE" ? {} : { body: JSON.stringify(body) }) };
}

/** Asks for something new, with a proof of work where the server wants one. */
export function proven<T>(path: string, shape: Shape<T>, body: object): Promise<Answer<T>> {
  const ask = (proof: Proof | null) =>
    call(path, shape, changing("POST", proof === null ? body : { ...body, proof }));
  return withProof(ask, (answer) => (answer.ok ? undefined : answer.challenge));
}

export function makeSession(): Promise<Answer<TypeOf<typeof made>>> {
  return proven("/api/session", made, {});
}

export function askSession(): Promise<Answer<TypeOf<typeof asked>>> {
  return call("/api/session", asked);
}

export function fetchRooms(query: string): Promise<Answer<TypeOf<typeof rooms>>> {
  return call(query === "" ? "/api/rooms" : `/api/rooms?q=${encodeURIComponent(query)}`, rooms);
}

export function fetchRoom(id: string): Promise<Answer<TypeOf<typeof oneRoom>>> {
  return call(`/api/rooms/${encodeURIComponent(id)}`, oneRoom);
}

export function mediaPath(room: string, id: string): string {
  return `/api/rooms/${room}/media/${id}`;
}
