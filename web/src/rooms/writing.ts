import { type Signal, signal } from "@preact/signals";
import type { Client, Refusal } from "../connection/client";
import type { Drafts } from "./drafts";
import * as outbox from "./outbox";
import type { MessageItem } from "./room_state";

export interface WritingHooks {
  /** The room is live: what waits may go out. */
  ready(): boolean;
  /** The newest seq of the room that the page has. */
  lastSeq(): number;
  /** How long a message of this room lives: a draft lives no longer. */
  lifeMs(): number;
  typingAllowed(): boolean;
  refused(refusal: Refusal): void;
}

const typingEveryMs = 3_000;

function newCid(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** What the person writes into one room: the draft and the messages on their way. Owned by the room. */
export class Writing {
  readonly outbox: Signal<outbox.Outbox>;
  /** A text that is put back into the input; null until that happens. */
  readonly offered: Signal<string | null> = signal<string | null>(null);
  draft: string;
  private typedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly id: string,
    private readonly client: Client,
    private readonly drafts: Drafts,
    private readonly hooks: WritingHooks,
  ) {
    const kept = drafts.load(id, Date.now());
    this.draft = kept.text;
    this.outbox = signal(
      kept.unsent.reduce((box, { cid, text }) => outbox.add(box, cid, text), outbox.emptyOutbox),
    );
  }

  keep(text: string): void {
    this.draft = text;
    const unsent = this.outbox
      .peek()
      .list.filter((entry) => entry.state !== "taken")
      .map(({ cid, text: said }) => ({ cid, text: said }));
    this.drafts.save(this.id, { text, unsent }, Date.now() + this.hooks.lifeMs());
  }

  say(text: string): void {
    this.draft = "";
    this.typedAt = 0;
    this.hold(outbox.add(this.outbox.peek(), newCid(), text));
    this.pump();
  }

  retry(cid: string): void {
    this.hold(outbox.retry(this.outbox.peek(), cid));
    this.pump();
  }

  discard(cid: string): void {
    this.hold(outbox.drop(this.outbox.peek(), cid));
  }

  /** Puts a text back into the input. */
  offer(text: string): void {
    this.keep(text);
    this.offered.value = null;
    this.offered.value = text;
  }

  /** The log moved on: what has arrived in it leaves the list. */
  arrived(own: readonly MessageItem[], lastSeq: number): void {
    const cids = new Set(own.map((item) => item.cid));
    const box = this.outbox.peek();
    const gone = box.list.filter((entry) => cids.has(entry.cid));
    const left = gone.reduce((rest, entry) => outbox.drop(rest, entry.cid), box);
    this.hold(outbox.settled(left, lastSeq));
  }

  epochChanged(): void {
    this.hold(outbox.epochChanged(this.outbox.peek()));
  }

  /** Sends what waits, one message at a time. */
  pump(): void {
    clearTimeout(this.timer);
    if (!this.hooks.ready()) return;
    const now = Date.now();
    const box = this.outbox.peek();
    if (now < box.holdUntil) {
      this.timer = setTimeout(() => this.pump(), box.holdUntil - now);
      return;
    }
    const entry = outbox.nextToSend(box, now);
    if (entry) void this.post(entry.cid, entry.text);
  }

  /** Tells the others that the person writes, at most once per 3 s. */
  type(): void {
    const now = Date.now();
    if (now - this.typedAt < typingEveryMs || !this.hooks.ready() || !this.hooks.typingAllowed()) return;
    this.typedAt = now;
    void this.client.request<"typing">({ t: "typing", room: this.id });
  }

  /** The room is over for this page. */
  erase(): void {
    clearTimeout(this.timer);
    this.draft = "";
    this.outbox.value = outbox.emptyOutbox;
    this.drafts.forget(this.id);
  }

  private async post(cid: string, text: string): Promise<void> {
    this.hold(outbox.sending(this.outbox.peek(), cid));
    const answer = await this.client.request<"say">({ t: "say", room: this.id, cid, body: { text } });
    const box = this.outbox.peek();
    if (answer.ok) {
      this.hold(outbox.taken(box, cid, answer.reply, this.hooks.lastSeq()));
    } else {
      this.hold(outbox.refused(box, cid, answer.refusal, Date.now()));
      this.hooks.refused(answer.refusal);
    }
    this.pump();
  }

  private hold(box: outbox.Outbox): void {
    if (box === this.outbox.peek()) return;
    this.outbox.value = box;
    this.keep(this.draft);
  }
}
