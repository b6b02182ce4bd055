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
  private told: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  add(_room: Room, messages: readonly RoomEvent<"message">[]): void {
    for (const message of messages) {
      const body = readBody(message.body);
      this.gather(`${message.by.name}: ${body.kind === "text" ? body.text : "a message"}`);
    }
  }

  /** Something else that happened; it is never lost in a summary. */
  tell(words: string): void {
    this.told.push(words);
    this.wait();
  }

  private gather(line: string): void {
    this.gathered.push(line);
    this.wait();
  }

  private wait(): void {
    this.timer ??= setTimeout(() => this.speak(), gatherMs);
  }

  private speak(): void {
    this.timer = undefined;
    const { gathered, told } = this;
    this.gathered = [];
    this.told = [];
    const lines = gathered.length > spokenAtMost ? [`${gathered.length} new messages`] : gathered;
    this.words.value = [...told, ...lines].join(". ");
    // What was said goes with the message, so it does not stay in the page either.
    setTimeout(() => {
      if (this.timer === undefined) this.words.value = "";
    }, 5 * gatherMs);
  }
}
