import { fits, integer, isRecord, list, orNull, record, type Shape, type TypeOf, text } from "../wire/shape";
import { card, person, session } from "../wire/shapes";

// The few HTTP routes of PROTOCOL section 3.

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly text: string };

const made = record({ you: person, session });
const asked = record({ you: orNull(person) });
const rooms = record({ rooms: list(card), total: integer() });
const oneRoom = record({ room: card });
const failure = record({ error: record({ code: text(1), text: text() }) });

const unreachable = { ok: false, code: "unreachable", text: "The server cannot be reached." } as const;

async function call<T>(path: string, shape: Shape<T>, init: RequestInit = {}): Promise<Answer<T>> {
  let status: number;
  let value: unknown;
  try {
    const response = await fetch(path, { ...init, cache: "no-store", signal: AbortSignal.timeout(15_000) });
    status = response.status;
    value = await response.json();
  } catch {
    return unreachable;
  }
  if (status < 400 && fits(shape, value)) return { ok: true, value };
  if (isRecord(value) && fits(failure, value)) {
    return { ok: false, code: value.error.code, text: value.error.text };
  }
  return { ok: false, code: "unreadable", text: "The server's answer could not be read." };
}

const changing = { "Content-Type": "application/json", "X-SRChat": "1" };

export function makeSession(): Promise<Answer<TypeOf<typeof made>>> {
  return call("/api/session", made, { method: "POST", headers: changing, body: "{}" });
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
