import { setTimeout as pause } from "node:timers/promises";

/** Waits for a condition with a deadline; the last value it saw is in the error. */
export async function until(what, check, withinMs = 25_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what} (last: ${value})`);
    await pause(25);
  }
}
