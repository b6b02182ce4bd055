// When an admin's session ends because nobody is there. The server counts requests, but pages ask by themselves
// while they are visible; so the page counts what the person does, and ends the session itself.

export const warnMs = 60_000;
/** How often a person at work is told to the server, so that a long text does not outlive its session. */
export const touchMs = 60_000;
const tellMs = 5_000;

export type Idle =
  | { readonly is: "active" }
  | { readonly is: "warning"; readonly leftMs: number }
  | { readonly is: "over" };

export function idleAt(activeAt: number, idleMs: number, now: number): Idle {
  const leftMs = activeAt + idleMs - now;
  if (leftMs <= 0) return { is: "over" };
  // A session shorter than two warnings warns half of its time.
  return leftMs <= Math.min(warnMs, idleMs / 2) ? { is: "warning", leftMs } : { is: "active" };
}

interface Needs {
  /** A request that does nothing but keep the session; not for whoever has just asked something. */
  readonly touch: () => void;
  readonly over: () => void;
  readonly changed: (idle: Idle) => void;
  /** Another page of this browser hears it: who is active in one is active in all. */
  readonly tell: (activeAt: number) => void;
}

/** Counts the time of one session; `tick` is called each second, whatever else happens. */
export class IdleTimer {
  private activeAt: number;
  private askedAt: number;
  private toldAt = 0;
  private state: Idle = { is: "active" };

  constructor(
    private readonly idleMs: number,
    private readonly needs: Needs,
    now: number,
  ) {
    this.activeAt = now;
    this.askedAt = now;
  }

  /** Somebody moved, typed or touched. Once the warning is shown, only `stay` counts. */
  active(now: number): void {
    this.tick(now);
    if (this.state.is !== "active") return;
    this.activeAt = now;
    this.passOn(now);
    if (now - this.askedAt >= Math.min(touchMs, this.idleMs / 10)) this.touch(now);
  }

  /** The same in another page; that may take a warning back. */
  activeElsewhere(at: number, now: number): void {
    if (this.state.is === "over" || at <= this.activeAt || at > now) return;
    this.activeAt = at;
    this.askedAt = Math.max(this.askedAt, at);
    this.tick(now);
  }

  stay(now: number): void {
    this.tick(now);
    if (this.state.is === "over") return;
    this.activeAt = now;
    this.toldAt = now;
    this.needs.tell(now);
    this.touch(now);
    this.tick(now);
  }

  /** The server was asked something on behalf of the person, which keeps the session as well. */
  asked(now: number): void {
    this.askedAt = now;
  }

  tick(now: number): void {
    if (this.state.is === "over") return;
    const next = idleAt(this.activeAt, this.idleMs, now);
    const same = next.is === this.state.is && next.is !== "warning";
    this.state = next;
    if (!same) this.needs.changed(next);
    if (next.is === "over") this.needs.over();
  }

  private touch(now: number): void {
    this.askedAt = now;
    this.needs.touch();
  }

  private passOn(now: number): void {
    if (now - this.toldAt < Math.min(tellMs, this.idleMs / 10)) return;
    this.toldAt = now;
    this.needs.tell(now);
  }
}
