import { type Signal, signal } from "@preact/signals";
import { type Effect, type Input, type Link, step, wakeAt } from "./machine";

export interface LinkHooks {
  /** The socket is open: send `hello`. */
  greet(): void;
  ping(): void;
  /** Welcome has been received: bring back whatever was joined. */
  restore(): void;
  /** The connection is gone: nothing that was asked will be answered. */
  interrupt(): void;
  /** The upgrade failed: tell whether there still is a session; null if that cannot be known now. */
  sessionExists(): Promise<boolean | null>;
  frame(raw: string): void;
}

/** Runs the machine on a real WebSocket and real timers. Owned by the client, lives as long as the page. */
export class LinkDriver {
  readonly link: Signal<Link> = signal<Link>({ is: "off" });
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly hooks: LinkHooks,
  ) {}

  /** Lets the browser's own signs of a changed network shorten the wait. */
  listen(): void {
    addEventListener("online", () => this.input({ on: "online" }));
    addEventListener("offline", () => this.input({ on: "offline" }));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.input({ on: "shown" });
    });
  }

  input(input: Input): void {
    const next = step(this.link.value, input, Date.now(), Math.random());
    this.link.value = next.link;
    clearTimeout(this.timer);
    const wake = wakeAt(next.link);
    if (wake !== null) {
      this.timer = setTimeout(() => this.input({ on: "tick" }), Math.max(0, wake - Date.now()));
    }
    for (const effect of next.effects) this.run(effect);
  }

  /** Says false if there is no socket to send on. */
  send(raw: string): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(raw);
    return true;
  }

  private run(effect: Effect): void {
    switch (effect) {
      case "open":
        return this.open();
      case "close":
        return this.close();
      case "greet":
        return this.hooks.greet();
      case "ping":
        return this.hooks.ping();
      case "restore":
        return this.hooks.restore();
      case "interrupt":
        return this.hooks.interrupt();
      case "check_session":
        void this.checkSession();
    }
  }

  private open(): void {
    this.close();
    const socket = new WebSocket(this.url);
    this.socket = socket;
    // A socket that was given up may still speak; only the present one counts.
    const present = (act: () => void) => () => {
      if (this.socket === socket) act();
    };
    socket.onopen = present(() => this.input({ on: "opened" }));
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (this.socket !== socket || typeof event.data !== "string") return;
      this.input({ on: "heard" });
      this.hooks.frame(event.data);
    };
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.input({ on: "closed", code: event.code, reason: event.reason });
    };
  }

  private close(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close(1000);
  }

  private async checkSession(): Promise<void> {
    if ((await this.hooks.sessionExists()) === false) this.input({ on: "no_session" });
  }
}
