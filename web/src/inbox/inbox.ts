import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Client, Outcome, Refusal } from "../connection/client";
import { receive } from "../rooms/apply";
import { read } from "../rooms/events/read";
import { expire } from "../rooms/expiry";
import { enter } from "../rooms/joined";
import { readOlder } from "../rooms/paging";
import type { RoomState } from "../rooms/room_state";
import { serverNow } from "../time/server_clock";
import { isRoomEvent, type WireEvent } from "../wire/events";
import type { Reply } from "../wire/replies";
import { type Told, told } from "./told";

export interface InboxHooks {
  /** Told just now, or while this page was away; what was there before it came is no news. */
  came(fresh: readonly Told[]): void;
}

/**
 * What concerns this person (PROTOCOL section 15): a room of its own kind that is joined after each welcome and
 * resumed like any other, but stands beside them. Owned by the app, one per page.
 */
export class Inbox {
  readonly state: Signal<RoomState | null> = signal<RoomState | null>(null);
  /** The newest first. */
  readonly list: ReadonlySignal<readonly Told[]> = computed(() => told(this.state.value));
  /** Up to where one has seen them, on whatever socket. */
  readonly readUpTo: ReadonlySignal<number> = computed(() => {
    const inbox = this.state.value;
    return inbox?.reads.get(inbox.me) ?? 0;
  });
  private id: string | null = null;
  private up = false;
  private syncing = false;

  constructor(
    private readonly client: Client,
    private readonly hooks: InboxHooks,
  ) {}

  /** Another session has another inbox. */
  welcomed(id: string | undefined): void {
    if (id !== this.id) this.state.value = null;
    this.id = id ?? null;
  }

  /** Nobody is here any more: nothing of it stays. */
  clear(): void {
    this.welcomed(undefined);
  }

  interrupted(): void {
    this.up = false;
    this.syncing = false;
  }

  /** Joins, or resumes from where the page is. Safe to call at any time; one runs at a time. */
  async sync(): Promise<void> {
    const room = this.id;
    if (room === null || this.syncing || !this.client.live) return;
    this.syncing = true;
    this.up = false;
    const before = this.state.peek();
    const resume = before ? { resume: { epoch: before.epoch, seq: before.seq } } : {};
    const answer = await this.client.request<"join">({ t: "join", room, ...resume });
    this.syncing = false;
    if (this.id !== room) return;
    if (answer.ok) this.entered(before, answer.reply);
    else this.refused(answer.refusal);
  }

  private entered(before: RoomState | null, reply: Reply<"joined">): void {
    const entered = enter(before, reply);
    this.hold(entered.room, before?.epoch === entered.room.epoch ? before.seq : null);
    if (entered.again) return void this.sync();
    this.up = true;
    void this.readAll();
  }

  private refused({ code, retryAfterMs }: Refusal): void {
    if (code === "no_room" || code === "gone") this.state.value = null;
    if (retryAfterMs !== null) setTimeout(() => void this.sync(), retryAfterMs);
  }

  /** The answer to a join holds the newest only. */
  private async readAll(): Promise<void> {
    while (await readOlder(this.client, this.state)) {
      // Page by page.
    }
  }

  /** Takes an event of the inbox; says false to any other. */
  receive(event: WireEvent): boolean {
    if (!("room" in event) || event.room !== this.id) return false;
    const inbox = this.state.peek();
    // While a join is under way its answer will hold everything up to itself.
    if (!inbox || !this.up) return true;
    if (event.t === "read") this.hold(read(inbox, event));
    else if (event.t === "top" && (event.epoch !== inbox.epoch || event.seq > inbox.seq)) void this.sync();
    else if (isRoomEvent(event)) {
      const { room, took } = receive(inbox, event);
      if (took === "hole") void this.sync();
      else if (took === "applied") this.hold(room, inbox.seq);
    }
    return true;
  }

  private hold(next: RoomState, knownUpTo: number | null = null): void {
    const log = next.log.filter((item) => item.kind === "message");
    this.state.value = expire({ ...next, log }, serverNow());
    if (next.ended) this.state.value = null;
    if (knownUpTo === null) return;
    const fresh = this.list.peek().filter(({ seq }) => seq > knownUpTo);
    if (fresh.length > 0) this.hooks.came(fresh);
  }

  expire(now: number): void {
    const inbox = this.state.peek();
    if (inbox) this.state.value = expire(inbox, now);
  }

  /** Takes one away, on all of one's pages. */
  dismiss(target: number): Promise<Outcome<unknown>> {
    return this.client.request<"delete">({ t: "delete", room: this.id ?? "", target });
  }

  /** Everything here has been seen. */
  markRead(): void {
    const newest = this.list.peek()[0]?.seq ?? 0;
    const inbox = this.state.peek();
    if (!inbox || newest <= this.readUpTo.peek()) return;
    const { id: room } = inbox.card;
    // Seen at once on this page; a server that could not be told is told at the next look.
    this.hold(read(inbox, { t: "read", room, m: inbox.me, target: newest }));
    void this.client.request<"read">({ t: "read", room, target: newest });
  }
}
