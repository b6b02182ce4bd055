import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Client } from "../connection/client";
import { serverNow } from "../time/server_clock";
import type { WireEvent } from "../wire/events";
import type { Drafts } from "./drafts";
import { nextExpiry } from "./expiry";
import { Room, type RoomHooks } from "./room";
import type { RoomState } from "./room_state";
import { plainTicket, type Ticket } from "./ticket";

/** What holds messages that run out, beside the rooms. */
export interface Lasting {
  readonly state: ReadonlySignal<RoomState | null>;
  expire(now: number): void;
}

/** All rooms this page is in. Owned by the app. */
export class Rooms {
  readonly list: Signal<readonly Room[]> = signal<readonly Room[]>([]);
  readonly unread: ReadonlySignal<number> = computed(() =>
    this.list.value.reduce((sum, room) => sum + room.unread.value, 0),
  );
  private beside: readonly Lasting[] = [];
  private expiryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: Client,
    private readonly drafts: Drafts,
    private readonly hooks: RoomHooks,
  ) {}

  find(id: string): Room | undefined {
    return this.list.value.find((room) => room.id === id);
  }

  /** The room with this id, entered if need be. */
  open(id: string, ticket: Ticket = plainTicket): Room {
    const known = this.find(id);
    if (known) return known;
    const room = new Room(id, this.client, this.drafts, {
      ...this.hooks,
      over: (gone) => {
        this.list.value = this.list.value.filter((other) => other !== gone);
        this.hooks.over(gone);
      },
    });
    room.ticket = ticket;
    this.list.value = [...this.list.value, room];
    void room.sync();
    return room;
  }

  restore(): void {
    // Who was refused is outside, and asks again when they want to.
    for (const room of this.list.value) if (room.phase.peek().is !== "refused") void room.sync();
  }

  interrupted(): void {
    for (const room of this.list.value) room.interrupted();
  }

  receive(event: WireEvent): void {
    if ("room" in event) this.find(event.room)?.receive(event);
  }

  /** The session is over: nothing of it stays here. */
  clear(): void {
    this.list.value = [];
  }

  /** Removes what has run out, on time while visible and at once on coming back; also of what is beside the rooms. */
  runExpiry(...beside: readonly Lasting[]): void {
    this.beside = beside;
    document.addEventListener("visibilitychange", () => this.sweep());
    this.sweep();
    // Whatever changed a room may have brought something that runs out sooner.
    effect(() => {
      for (const each of [...this.list.value, ...this.beside]) void each.state.value;
      this.planExpiry();
    });
  }

  private sweep(): void {
    const now = serverNow();
    for (const each of [...this.list.peek(), ...this.beside]) each.expire(now);
    this.drafts.sweep(Date.now());
    this.planExpiry();
  }

  private planExpiry(): void {
    clearTimeout(this.expiryTimer);
    const soon = [...this.list.peek(), ...this.beside]
      .map((each) => each.state.peek())
      .map((state) => (state ? nextExpiry(state) : null))
      .filter((at) => at !== null);
    // Looking again every half minute also covers clocks that are set and drafts that run out.
    const wait = Math.min(30_000, ...soon.map((at) => Math.max(0, at - serverNow())));
    this.expiryTimer = setTimeout(() => this.sweep(), wait);
  }
}
