import { type Signal, signal } from "@preact/signals";
import type { Client } from "../connection/client";
import { fetchRooms } from "../session/api";
import type { OtherEvent } from "../wire/events";
import type { Card } from "../wire/shapes";
import { isOpen, matches, merge } from "./listing";

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
  /** The official rooms, whatever is searched for below them. */
  readonly official: Signal<readonly Card[]> = signal<readonly Card[]>([]);
  readonly problem: Signal<string | null> = signal<string | null>(null);
  /** Only rooms that one can enter at once. */
  readonly openOnly: Signal<boolean> = signal(false);
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

  filter(openOnly: boolean): void {
    this.openOnly.value = openOnly;
    this.refresh();
  }

  private get everything(): boolean {
    return this.query === "" && !this.openOnly.peek();
  }

  private fits(card: Card): boolean {
    return matches(card, this.query) && (!this.openOnly.peek() || isOpen(card));
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
    const official = event.rooms.filter((card) => card.official !== undefined);
    if (official.length > 0 || this.official.peek().some(({ id }) => event.gone.includes(id))) {
      this.official.value = merge(this.official.peek(), official, event.gone);
    }
    const fitting = event.rooms.filter((card) => this.fits(card));
    // A room that no longer fits what is asked for leaves the list as if it had ended.
    const unfit = event.rooms.filter((card) => !this.fits(card)).map((card) => card.id);
    const rooms = merge(listing.rooms, fitting, [...event.gone, ...unfit]);
    this.listing.value = { rooms, total: listing.total + rooms.length - listing.rooms.length };
  }

  private async watch(): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    const q = this.query === "" ? {} : { q: this.query };
    const open = this.openOnly.peek() ? { open: true } : {};
    const answer = await this.client.request<"rooms">({ t: "rooms", watch: true, ...q, ...open });
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
    if (this.everything) this.official.value = listing.rooms.filter((card) => card.official !== undefined);
    // Without a session, or from an older server, the answer holds all rooms.
    const rooms = listing.rooms.filter((card) => !this.openOnly.peek() || isOpen(card));
    this.listing.value = { rooms, total: listing.total - listing.rooms.length + rooms.length };
  }

  private again(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), pollMs);
  }
}
