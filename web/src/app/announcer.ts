import { type Signal, signal } from "@preact/signals";
import type { Room } from "../rooms/room";
import { readBody } from "../text/body";
import type { RoomEvent } from "../wire/events";

const gatherMs = 1_000;
const spokenAtMost = 2;

/** Turns new messages of others into polite announcements; a burst becomes one summary. */
export class Announcer {
  readonly words: Signal<string> = signal("");
  private gathered: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  add(_room: Room, messages: readonly RoomEvent<"message">[]): void {
    for (const message of messages) {
      const body = readBody(message.body);
      this.gathered.push(`${message.by.name}: ${body.kind === "text" ? body.text : "a message"}`);
    }
    if (messages.length > 0) this.timer ??= setTimeout(() => this.speak(), gatherMs);
  }

  /** Anything else that is news; it waits for its turn like a message. */
  note(words: string): void {
    this.gathered.push(words);
    this.timer ??= setTimeout(() => this.speak(), gatherMs);
  }

  private speak(): void {
    this.timer = undefined;
    const lines = this.gathered;
    this.gathered = [];
    this.words.value = lines.length > spokenAtMost ? `${lines.length} new messages` : lines.join(". ");
    // What was said goes with the message, so it does not stay in the page either.
    setTimeout(() => {
      if (this.timer === undefined) this.words.value = "";
    }, 5 * gatherMs);
  }
}
