import { type Signal, signal } from "@preact/signals";
import type { Client } from "../connection/client";
import { fetchRooms } from "../session/api";
import type { OtherEvent } from "../wire/events";
import type { Card } from "../wire/shapes";
import { matches, merge } from "./listing";

const pollMs = 10_000;

export interface Listing {
  readonly rooms: readonly Card[];
  readonly total: number;
}

/**
 * The listed rooms, while the landing page shows them: asked every 10 s without a session, told by the server
 * with one. Owned by the app.
 */
export class Directory {
  /** Null until the first answer. */
  readonly listing: Signal<Listing | null> = signal<Listing | null>(null);
  readonly problem: Signal<string | null> = signal<string | null>(null);
  private query = "";
  private shown = false;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: Client) {
    document.addEventListener("visibilitychange", () => this.refresh());
  }

  show(): void {
    this.shown = true;
    this.refresh();
  }

  hide(): void {
    this.shown = false;
    clearTimeout(this.timer);
    if (this.client.live) void this.client.request<"rooms">({ t: "rooms", watch: false });
  }

  search(query: string): void {
    this.query = query.trim();
    this.refresh();
  }

  /** Called on every change that may decide where the list comes from. */
  refresh(): void {
    clearTimeout(this.timer);
    if (!this.shown || document.visibilityState !== "visible") return;
    if (this.client.live) void this.watch();
    else void this.poll();
  }

  changed(event: OtherEvent<"rooms_changed">): void {
    const listing = this.listing.peek();
    if (!this.shown || !listing) return;
    const fitting = event.rooms.filter((card) => matches(card, this.query));
    const rooms = merge(listing.rooms, fitting, event.gone);
    this.listing.value = { rooms, total: listing.total + rooms.length - listing.rooms.length };
  }

  private async watch(): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    const q = this.query === "" ? {} : { q: this.query };
    const answer = await this.client.request<"rooms">({ t: "rooms", watch: true, ...q });
    if (asked !== this.asked) return;
    if (answer.ok) this.take(answer.reply);
    else this.again();
  }

  private async poll(): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    const answer = await fetchRooms(this.query);
    if (asked !== this.asked) return;
    if (answer.ok) this.take(answer.value);
    else this.problem.value = answer.text;
    this.again();
  }

  private take(listing: Listing): void {
    this.problem.value = null;
    this.listing.value = { rooms: listing.rooms, total: listing.total };
  }

  private again(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), pollMs);
  }
}
