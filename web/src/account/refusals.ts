import type { Refused, Suspended } from "../session/api";

/** A refusal as the form shows it: which field it belongs to ("" for none), in what words, and until when. */
export interface Told {
  readonly field: string;
  readonly text: string;
  /** Milliseconds before which another try is useless, or null. */
  readonly waitMs: number | null;
  /** The same can be tried again as it is. */
  readonly again: boolean;
  readonly suspended?: Suspended;
}

/** To which field of the form a code belongs, if the server names none. */
export type FieldOf = Readonly<Record<string, string>>;

const away = "Accounts are away for a moment; chat goes on. What you typed is still here.";

/** Words of the page where they say more than the server's. */
const words: Readonly<Record<string, string>> = {
  name_taken: "Somebody has this name, or one that looks like it. Try another.",
  login_failed: "Name and password do not go together. Check both.",
  rate_limited: "Too many tries.",
  overloaded: "Many people are logging in just now. Try again in a moment. What you typed is still here.",
  unavailable: away,
  unreachable: "The server cannot be reached. What you typed is still here.",
};

const passing: ReadonlySet<string> = new Set(["overloaded", "unavailable", "unreachable", "internal"]);

export function tell(
  refused: Refused,
  fields: FieldOf = {},
  own: Readonly<Record<string, string>> = {},
): Told {
  const { code, text, field, retryAfterMs, suspended } = refused;
  return {
    field: fields[code] ?? (field !== undefined && Object.values(fields).includes(field) ? field : ""),
    text: own[code] ?? words[code] ?? text,
    waitMs: retryAfterMs ?? null,
    again: passing.has(code),
    ...(suspended ? { suspended } : {}),
  };
}
