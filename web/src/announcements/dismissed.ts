import { isRecord } from "../wire/shape";

// Which announcements this browser has put away: their ids and nothing else, and no longer than they run.

export const dismissedKey = "dismissed";
export type Dismissed = ReadonlyMap<string, number>;

/** Ids with the time at which each may be forgotten. */
export function readDismissed(raw: string | null, now: number): Dismissed {
  try {
    const value: unknown = raw === null ? null : JSON.parse(raw);
    const entries = isRecord(value) ? Object.entries(value) : [];
    return new Map(
      entries.filter((entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] > now),
    );
  } catch {
    return new Map();
  }
}

export function writeDismissed(dismissed: Dismissed): string | null {
  return dismissed.size === 0 ? null : JSON.stringify(Object.fromEntries(dismissed));
}
