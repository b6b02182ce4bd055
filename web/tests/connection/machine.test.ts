import { describe, expect, it } from "vitest";
import {
  type Input,
  type Link,
  openWithinMs,
  pongWithinMs,
  quietForMs,
  steadyAfterMs,
  step,
  wakeAt,
} from "../../src/connection/machine";

const off: Link = { is: "off" };

/** Feeds inputs at times; returns the last step and all effects. */
function run(from: Link, ...inputs: readonly (readonly [number, Input])[]) {
  let link = from;
  const effects: string[] = [];
  for (const [now, input] of inputs) {
    const next = step(link, input, now, 0.5);
    link = next.link;
    effects.push(...next.effects);
  }
  return { link, effects };
}

const start: Input = { on: "start" };
const opened: Input = { on: "opened" };
const welcomed: Input = { on: "welcomed" };
const tick: Input = { on: "tick" };
const closed = (code: number, reason = ""): Input => ({ on: "closed", code, reason });
const live = run(off, [0, start], [10, opened], [20, welcomed]).link;

function waiting(link: Link): Extract<Link, { is: "waiting" }> {
  if (link.is !== "waiting") throw new Error(`is ${link.is}, not waiting`);
  return link;
}

describe("machine: the way up", () => {
  it("opens, greets and restores in this order", () => {
    const { link, effects } = run(off, [0, start], [10, opened], [20, welcomed]);
    expect(effects).toEqual(["open", "greet", "restore"]);
    expect(link.is).toBe("live");
  });

  it("ignores a second start while it is up", () => {
    expect(run(live, [30, start])).toEqual({ link: live, effects: [] });
  });

  it("gives up a socket that does not open in time and waits before the next", () => {
    const opening = run(off, [0, start]).link;
    expect(wakeAt(opening)).toBe(openWithinMs);
    const { link, effects } = run(opening, [openWithinMs, tick]);
    expect(effects).toContain("close");
    expect(link.is).toBe("waiting");
  });

  it("gives up a server that does not answer hello", () => {
    const greeting = run(off, [0, start], [10, opened]).link;
    const { link, effects } = run(greeting, [10 + openWithinMs, tick]);
    expect(effects).toEqual(["close", "interrupt"]);
    expect(link.is).toBe("waiting");
  });

  it("asks whether the session still exists only when the upgrade itself failed", () => {
    expect(run(off, [0, start], [5, closed(1006)]).effects).toContain("check_session");
    expect(run(live, [30, closed(1006)]).effects).toEqual(["interrupt"]);
  });

  it("stops for a new session when there is none, but not once it is connected again", () => {
    const down = run(off, [0, start], [5, closed(1006)]).link;
    const stopped = run(down, [6, { on: "no_session" }]).link;
    expect(stopped).toMatchObject({ is: "stopped", remedy: "session" });
    expect(run(live, [30, { on: "no_session" }]).link.is).toBe("live");
  });
});

describe("machine: liveness", () => {
  it("sends a ping after 30 s of silence and reconnects 10 s later without an answer", () => {
    expect(wakeAt(live)).toBe(20 + quietForMs);
    const asked = run(live, [20 + quietForMs, tick]);
    expect(asked.effects).toEqual(["ping"]);
    const gone = run(asked.link, [20 + quietForMs + pongWithinMs, tick]);
    expect(gone.effects).toEqual(["close", "interrupt"]);
    expect(gone.link.is).toBe("waiting");
  });

  it("takes any frame as the answer", () => {
    const asked = run(live, [20 + quietForMs, tick]).link;
    const heard = run(asked, [20 + quietForMs + 5, { on: "heard" }]).link;
    expect(wakeAt(heard)).toBe(20 + quietForMs + 5 + quietForMs);
  });

  it("does not act on a tick that comes too early", () => {
    expect(run(live, [100, tick]).effects).toEqual([]);
  });

  it("asks for a sign of life when the page is shown again after a while, not at once", () => {
    expect(run(live, [100, { on: "shown" }]).effects).toEqual([]);
    expect(run(live, [20_000, { on: "shown" }]).effects).toEqual(["ping"]);
  });

  it("asks for a sign of life when the browser says that the network changed", () => {
    expect(run(live, [100, { on: "online" }]).effects).toEqual(["ping"]);
    expect(run(live, [100, { on: "offline" }]).effects).toEqual(["ping"]);
  });
});

describe("machine: close codes decide", () => {
  it.each([1001, 1006, 1009, 1011, 4008, 4999])("%i reconnects with the usual backoff", (code) => {
    const link = waiting(run(live, [1000, closed(code)]).link);
    expect(link.until).toBe(1000 + 250);
    expect(link.attempt).toBe(1);
  });

  it.each([1003, 1007, 1008, 4409])("%i stops until the page is reloaded", (code) => {
    expect(run(live, [1000, closed(code)]).link).toMatchObject({ is: "stopped", remedy: "reload" });
  });

  it("1000 stops for good", () => {
    expect(run(live, [1000, closed(1000)]).link).toMatchObject({ is: "stopped", remedy: "none" });
  });

  it("4401 wants a new session", () => {
    expect(run(live, [1000, closed(4401)]).link).toMatchObject({ is: "stopped", remedy: "session" });
  });

  it("4029 waits 30 s", () => {
    expect(waiting(run(live, [1000, closed(4029)]).link).until).toBe(31_000);
  });

  it("1012 waits a random part of the hint", () => {
    expect(waiting(run(live, [1000, closed(1012, "retry_ms=4000")]).link).until).toBe(3_000);
  });

  it("1013 never waits less than 5 s", () => {
    expect(waiting(run(live, [1000, closed(1013, "retry_ms=100")]).link).until).toBe(6_000);
    expect(waiting(run(live, [1000, closed(1013, "retry_ms=60000")]).link).until).toBe(31_000);
  });

  it("1002 is tried three times, then the page has to be reloaded", () => {
    let link: Link = live;
    for (let n = 0; n < 3; n += 1) {
      link = waiting(run(link, [1000 * n, closed(1002)]).link);
      link = run(link, [link.until, tick], [link.until + 1, opened]).link;
    }
    expect(run(link, [9000, closed(1002)]).link).toMatchObject({ is: "stopped", remedy: "reload" });
  });
});

describe("machine: attempts", () => {
  it("doubles the ceiling with each failure", () => {
    let link: Link = live;
    const waits: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const now = 1000 * n;
      link = waiting(run(link, [now, closed(1006)]).link);
      waits.push(link.until - now);
      link = run(link, [link.until, tick]).link;
    }
    expect(waits).toEqual([250, 500, 1000, 2000]);
  });

  it("starts again at attempt 0 after a minute of connection, and not before", () => {
    const tired: Link = { ...live, attempt: 5 } as Link;
    expect(waiting(run(tired, [20 + steadyAfterMs, closed(1006)]).link).attempt).toBe(1);
    expect(waiting(run(tired, [19 + steadyAfterMs, closed(1006)]).link).attempt).toBe(6);
  });

  it("keeps the moment since when there is no connection over all attempts", () => {
    const first = waiting(run(live, [1000, closed(1006)]).link);
    const again = run(first, [first.until, tick], [first.until + 5, closed(1006)]).link;
    expect(waiting(again).downSince).toBe(1000);
  });

  it.each(["retry", "online", "shown"] as const)("tries at once on %s", (on) => {
    const down = run(live, [1000, closed(1006)]).link;
    expect(run(down, [1001, { on }])).toMatchObject({ link: { is: "opening" }, effects: ["open"] });
  });

  it("can be stopped and started again from anywhere", () => {
    const { link, effects } = run(live, [50, { on: "stop" }]);
    expect(link).toEqual(off);
    expect(effects).toEqual(["close", "interrupt"]);
    expect(run(link, [60, start]).link.is).toBe("opening");
  });

  it("ignores a close that comes late from a socket that was given up", () => {
    const down = run(live, [1000, closed(1006)]).link;
    expect(run(down, [1001, closed(4401)]).link).toBe(down);
  });
});
