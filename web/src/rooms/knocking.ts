import { type Signal, signal } from "@preact/signals";
import type { Client, Refusal } from "../connection/client";
import { serverNow } from "../time/server_clock";
import type { OtherEvent } from "../wire/events";

/** How it stands with a knock at one room's door. */
export type Knocking =
  | { readonly is: "asking" }
  | { readonly is: "waiting"; readonly expiresAt: number }
  | { readonly is: "approved" }
  | { readonly is: "denied" }
  | { readonly is: "expired" }
  | { readonly is: "refused"; readonly refusal: Refusal };

export interface KnockHooks {
  /** The door was opened: go in. */
  approved(room: string, hidden: boolean): void;
  changed(room: string): void;
}

interface Held {
  readonly text: string;
  readonly hidden: boolean;
  readonly state: Signal<Knocking>;
}

/** Knocks of this page that are not answered. Owned by the app; a reconnect asks how each one stands. */
export class Knocks {
  private readonly held: Signal<ReadonlyMap<string, Held>> = signal(new Map());
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly client: Client,
    private readonly hooks: KnockHooks,
  ) {}

  at(room: string): Knocking | null {
    return this.held.value.get(room)?.state.value ?? null;
  }

  async knock(room: string, text: string, hidden: boolean): Promise<void> {
    const held: Held = { text, hidden, state: signal<Knocking>({ is: "asking" }) };
    this.held.value = new Map(this.held.peek()).set(room, held);
    await this.ask(room, held);
  }

  cancel(room: string): void {
    void this.client.request<"knock_cancel">({ t: "knock_cancel", room });
    this.forget(room);
  }

  forget(room: string): void {
    clearTimeout(this.timers.get(room));
    const left = new Map(this.held.peek());
    left.delete(room);
    this.held.value = left;
    this.hooks.changed(room);
  }

  answered(event: OtherEvent<"knock_answered">): void {
    const held = this.held.peek().get(event.room);
    if (held) this.take(event.room, held, { is: event.state });
  }

  /** The connection is back: what was answered meanwhile is heard now. */
  restore(): void {
    for (const [room, held] of this.held.peek()) {
      const { is } = held.state.peek();
      if (is === "asking" || is === "waiting") void this.ask(room, held);
    }
  }

  private async ask(room: string, held: Held): Promise<void> {
    const { text, hidden } = held;
    const answer = await this.client.request<"knock">({
      t: "knock",
      room,
      ...(text.trim() === "" ? {} : { text: text.trim() }),
      ...(hidden ? { hidden } : {}),
    });
    if (this.held.peek().get(room) !== held) return;
    if (!answer.ok) {
      if (answer.refusal.code !== "lost") this.take(room, held, { is: "refused", refusal: answer.refusal });
      return;
    }
    const { state, expires_at } = answer.reply;
    this.take(room, held, state === "waiting" ? { is: state, expiresAt: expires_at } : { is: state });
  }

  private take(room: string, held: Held, next: Knocking): void {
    held.state.value = next;
    clearTimeout(this.timers.get(room));
    if (next.is === "waiting") {
      const expire = () => this.take(room, held, { is: "expired" });
      this.timers.set(room, setTimeout(expire, Math.max(0, next.expiresAt - serverNow())));
    }
    if (next.is === "approved") {
      this.forget(room);
      this.hooks.approved(room, held.hidden);
    } else {
      this.hooks.changed(room);
    }
  }
}
