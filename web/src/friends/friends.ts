import { type Signal, signal } from "@preact/signals";
import type { Client, Outcome } from "../connection/client";
import type { OtherEvent } from "../wire/events";
import type { Friend } from "../wire/people";
import type { Reply } from "../wire/replies";

type Answered = Promise<Outcome<Reply<"friend">>>;
/** An account by its name, or somebody in a room by their number there. */
export type Somebody = { readonly name: string } | { readonly room: string; readonly m: number };

/**
 * Everybody to whom one is not `none` (PROTOCOL section 13): asked for on each connection, then kept current by
 * events. Owned by the app, one per page; visitors have none.
 */
export class Friends {
  /** By the account's name; null until the first answer. */
  readonly list: Signal<ReadonlyMap<string, Friend> | null> = signal<ReadonlyMap<string, Friend> | null>(
    null,
  );
  private asked = 0;
  /** What was heard while an answer is under way, which may be older. */
  private meanwhile: Friend[] = [];

  constructor(private readonly client: Client) {}

  clear(): void {
    this.asked += 1;
    this.list.value = null;
  }

  /** Asks for all; on a new connection also for the news of who comes and goes. */
  async refresh(): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    this.meanwhile = [];
    const answer = await this.client.request<"friends">({ t: "friends" });
    if (asked !== this.asked) return;
    if (answer.ok) {
      this.list.value = new Map(answer.reply.friends.map((friend) => [friend.name, friend]));
      for (const friend of this.meanwhile) this.put(friend);
    } else if (answer.refusal.retryAfterMs !== null) {
      setTimeout(() => asked === this.asked && void this.refresh(), answer.refusal.retryAfterMs);
    }
  }

  private put(friend: Friend): void {
    const list = new Map(this.list.peek());
    if (friend.state === "none") list.delete(friend.name);
    else list.set(friend.name, friend);
    this.list.value = list;
  }

  changed({ friend }: OtherEvent<"friend_changed">): void {
    this.meanwhile.push(friend);
    if (this.list.peek()) this.put(friend);
  }

  presence({ name, online }: OtherEvent<"friend_presence">): void {
    const friend = this.list.peek()?.get(name);
    if (friend?.state === "friend") this.changed({ t: "friend_changed", friend: { ...friend, online } });
  }

  private async settled(answer: Answered): Answered {
    const got = await answer;
    if (got.ok) this.changed({ t: "friend_changed", friend: got.reply.friend });
    return got;
  }

  ask(whom: Somebody): Answered {
    return this.settled(this.client.request<"friend_request">({ t: "friend_request", ...whom }));
  }

  answer(name: string, accept: boolean): Answered {
    return this.settled(this.client.request<"friend_answer">({ t: "friend_answer", name, accept }));
  }

  /** Takes one's request back, or ends the friendship and with it the direct messages. */
  remove(name: string): Answered {
    return this.settled(this.client.request<"friend_remove">({ t: "friend_remove", name }));
  }

  block(whom: Somebody): Answered {
    return this.settled(this.client.request<"block">({ t: "block", ...whom }));
  }

  unblock(name: string): Answered {
    return this.settled(this.client.request<"unblock">({ t: "unblock", name }));
  }

  profile(room: string, m: number): Promise<Outcome<Reply<"profile">>> {
    return this.client.request<"profile">({ t: "profile", room, m });
  }

  /** The room of one's direct messages with a friend; `join` it afterwards. */
  direct(name: string): Promise<Outcome<Reply<"direct">>> {
    return this.client.request<"direct">({ t: "direct", name });
  }

  invite(room: string, name: string): Promise<Outcome<Reply<"ok">>> {
    return this.client.request<"invite_send">({ t: "invite_send", room, name });
  }
}
