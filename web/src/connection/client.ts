import type { Signal } from "@preact/signals";
import type { Challenge } from "../proof/solve";
import type { Command, CommandName } from "../wire/commands";
import { decode } from "../wire/decode";
import type { WireEvent } from "../wire/events";
import { type Reply, type ReplyTo, replyTo } from "../wire/replies";
import { LinkDriver } from "./link_driver";
import type { Link } from "./machine";

/** Why a command had no effect. `lost`: the connection went before the answer came. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
  readonly retryAfterMs: number | null;
  /** The server wants a proof of work with it. */
  readonly challenge?: Challenge;
}
export type Outcome<T> =
  | { readonly ok: true; readonly reply: T }
  | { readonly ok: false; readonly refusal: Refusal };

export interface ClientHooks {
  welcome(welcome: Reply<"welcome">): void;
  event(event: WireEvent): void;
  interrupted(): void;
  restore(): void;
  /** A sample of the server's clock. */
  heardClock(at: number): void;
  sessionExists(): Promise<boolean | null>;
}

interface Waiting {
  readonly command: CommandName;
  readonly settle: (outcome: Outcome<Reply>) => void;
}

export const lostRefusal: Refusal = {
  code: "lost",
  text: "The connection was lost before the server answered.",
  retryAfterMs: null,
};

function refusalOf({ code, text, retry_after_ms, challenge, bits }: Reply<"error">): Refusal {
  const proof = challenge !== undefined && bits !== undefined ? { challenge: { challenge, bits } } : {};
  return { code, text, retryAfterMs: retry_after_ms ?? null, ...proof };
}

/** What an answer asks to be solved. */
export function challengeIn(answer: Outcome<unknown>): Challenge | undefined {
  return answer.ok ? undefined : answer.refusal.challenge;
}

/** Commands in, replies and events out. Knows nothing of rooms. Owned by the app, one per page. */
export class Client {
  readonly link: Signal<Link>;
  private readonly driver: LinkDriver;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(
    url: string,
    private readonly hooks: ClientHooks,
  ) {
    this.driver = new LinkDriver(url, {
      greet: () => void this.greet(),
      ping: () => void this.ping(),
      restore: () => this.hooks.restore(),
      interrupt: () => this.interrupt(),
      sessionExists: () => this.hooks.sessionExists(),
      frame: (raw) => this.receive(raw),
    });
    this.link = this.driver.link;
    this.driver.listen();
  }

  start(): void {
    this.driver.input({ on: "start" });
  }

  stop(): void {
    this.driver.input({ on: "stop" });
  }

  retry(): void {
    this.driver.input({ on: "retry" });
  }

  get live(): boolean {
    return this.link.value.is === "live";
  }

  /** Sends at once or refuses as `lost`; nothing is queued here, the caller knows what is worth repeating. */
  request<T extends CommandName>(command: Command<T>): Promise<Outcome<ReplyTo<T>>> {
    return this.live ? this.send(command) : Promise.resolve({ ok: false, refusal: lostRefusal });
  }

  private send<T extends CommandName>(command: Command<T>): Promise<Outcome<ReplyTo<T>>> {
    return new Promise((resolve) => {
      this.lastId += 1;
      const id = this.lastId;
      // The pairing of command and reply names is checked in `receive`, hence the cast.
      const settle = resolve as Waiting["settle"];
      this.waiting.set(id, { command: command.t, settle });
      if (!this.driver.send(JSON.stringify({ ...command, id }))) {
        this.waiting.delete(id);
        resolve({ ok: false, refusal: lostRefusal });
      }
    });
  }

  private async greet(): Promise<void> {
    const answer = await this.send<"hello">({ t: "hello", v: 1, client: "web" });
    if (!answer.ok) return; // The server closes with a code that says why.
    this.hooks.heardClock(answer.reply.at);
    this.hooks.welcome(answer.reply);
    this.driver.input({ on: "welcomed" });
  }

  private async ping(): Promise<void> {
    const answer = await this.send<"ping">({ t: "ping" });
    if (answer.ok) this.hooks.heardClock(answer.reply.at);
  }

  private receive(raw: string): void {
    const frame = decode(raw);
    if (frame.is === "event") return this.hooks.event(frame.event);
    if (frame.re === null) return;
    const waiting = this.waiting.get(frame.re);
    if (!waiting) return;
    this.waiting.delete(frame.re);
    if (frame.is === "reply" && frame.reply.t === replyTo[waiting.command]) {
      waiting.settle({ ok: true, reply: frame.reply });
    } else if (frame.is === "reply" && frame.reply.t === "error") {
      waiting.settle({ ok: false, refusal: refusalOf(frame.reply) });
    } else {
      const text = "The server's answer could not be read. Reload the page.";
      waiting.settle({ ok: false, refusal: { code: "unreadable", text, retryAfterMs: null } });
    }
  }

  private interrupt(): void {
    const unanswered = [...this.waiting.values()];
    this.waiting.clear();
    for (const { settle } of unanswered) settle({ ok: false, refusal: lostRefusal });
    this.hooks.interrupted();
  }
}
