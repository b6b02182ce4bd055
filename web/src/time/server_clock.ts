import { signal } from "@preact/signals";

// Lifetimes count by the server's clock. Each frame with a fresh `at` is a sample that is late by the
// network's delay, so the largest recent difference is the best one.

const kept = 8;
let samples: readonly number[] = [];
let offset = 0;

export function heardClock(at: number, localNow = Date.now()): void {
  samples = [...samples, at - localNow].slice(-kept);
  offset = Math.max(...samples);
}

export function serverNow(localNow = Date.now()): number {
  return localNow + offset;
}

/** After a new welcome older samples may stem from another server or a clock that has been set. */
export function resetClock(): void {
  samples = [];
  offset = 0;
}

/** The server's time, renewed each second while the page is visible: what countdowns and rings read. */
export const secondHand = signal(Date.now());

export function runSecondHand(): void {
  const advance = () => {
    secondHand.value = serverNow();
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  const follow = () => {
    clearInterval(timer);
    if (document.visibilityState !== "visible") return;
    advance();
    timer = setInterval(advance, 1000);
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}
