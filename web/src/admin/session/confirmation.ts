import { type Signal, signal } from "@preact/signals";
import type { Answer, Refused } from "../../session/api";

export const notConfirmed: Refused = {
  ok: false,
  code: "not_confirmed",
  text: "Nothing was done: it was not confirmed. What you typed is still here.",
};

/**
 * Acts that the server wants confirmed by password and code. One dialog serves all that wait for it; once it is
 * done each act goes on by itself.
 */
export class Confirmation {
  /** Whether the dialog is open. */
  readonly wanted: Signal<boolean> = signal(false);
  private waiting: ((confirmed: boolean) => void)[] = [];

  async run<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const first = await ask();
    if (first.ok || first.code !== "confirm_needed") return first;
    const confirmed = await new Promise<boolean>((resolve) => {
      this.waiting.push(resolve);
      this.wanted.value = true;
    });
    return confirmed ? ask() : notConfirmed;
  }

  settle(confirmed: boolean): void {
    const { waiting } = this;
    this.waiting = [];
    this.wanted.value = false;
    for (const resolve of waiting) resolve(confirmed);
  }
}
