import type { Again } from "./closes";

export const firstDelayMs = 500;
export const longestDelayMs = 30_000;
const busyAtLeastMs = 5_000;
const floodMs = 30_000;

/** Full jitter: a random time between 0 and the doubled, capped delay. `random` is in [0, 1). */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt, 16));
  return Math.round(random * ceiling);
}

function hint(reason: string): number | null {
  const found = /(?:^|\D)retry_ms=(\d{1,9})(?:\D|$)/.exec(reason);
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** How long to wait before the next try, in milliseconds. */
export function delayAfter(again: Again, reason: string, attempt: number, random: number): number {
  const hinted = hint(reason);
  switch (again) {
    case "hinted":
      return hinted === null ? backoff(attempt, random) : Math.round(random * hinted);
    case "busy":
      return Math.max(busyAtLeastMs, hinted === null ? backoff(attempt, random) : random * hinted);
    case "flood":
      return floodMs;
    default:
      return backoff(attempt, random);
  }
}
