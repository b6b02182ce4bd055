// PROTOCOL section 8 as a table: the close code alone decides what happens next.

export type Again =
  /** Reconnect with the usual backoff. */
  | "yes"
  /** The reason says `retry_ms=N`: wait a random time between 0 and N. */
  | "hinted"
  /** As "hinted", but never sooner than 5 s. */
  | "busy"
  /** After 30 s. */
  | "flood"
  /** At most three times in a row. */
  | "thrice"
  /** A new session has to be made first. */
  | "session"
  | "reload"
  | "no";

export interface CloseRule {
  readonly again: Again;
  readonly text: string;
}

const refused: CloseRule = {
  again: "reload",
  text: "This page sent something the server does not accept. Reload the page.",
};
const broken: CloseRule = { again: "yes", text: "The connection was lost." };

const rules: Readonly<Record<number, CloseRule>> = {
  1000: { again: "no", text: "You left." },
  1001: { again: "yes", text: "The connection was closed." },
  1002: {
    again: "thrice",
    text: "This page and the server do not understand each other. Reload the page.",
  },
  1003: refused,
  1006: broken,
  1007: refused,
  1008: refused,
  1009: { again: "yes", text: "That was too large to send." },
  1011: { again: "yes", text: "The server had a problem." },
  1012: { again: "hinted", text: "The server is restarting." },
  1013: { again: "busy", text: "The server is busy." },
  4008: { again: "yes", text: "Your connection was too slow; catching up." },
  4029: { again: "flood", text: "Too much at once. Waiting a moment." },
  4401: { again: "session", text: "Your session has ended." },
  4409: { again: "reload", text: "A new version is out. Reload the page." },
};

/** A code that the table does not name counts as a broken connection. */
export function closeRule(code: number): CloseRule {
  return rules[code] ?? broken;
}

export const knownCloseCodes: readonly number[] = Object.keys(rules).map(Number);
