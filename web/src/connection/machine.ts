import { delayAfter } from "./backoff";
import { closeRule } from "./closes";

// The connection as a pure state machine: no socket, no timer, no clock. The driver feeds it inputs with
// the present time and a random number, carries out the effects and wakes it at `wakeAt`.

/** What outlives a single connection: how often it failed, and since when the person has been without one. */
interface Trouble {
  readonly attempt: number;
  /** Protocol errors (1002) in a row. */
  readonly strikes: number;
  readonly downSince: number;
}

export type Link =
  | { readonly is: "off" }
  | ({ readonly is: "opening"; readonly since: number } & Trouble)
  | ({ readonly is: "greeting"; readonly since: number } & Trouble)
  | {
      readonly is: "live";
      readonly since: number;
      readonly heardAt: number;
      readonly pingAt: number | null;
      readonly attempt: number;
      readonly strikes: number;
    }
  | ({ readonly is: "waiting"; readonly until: number; readonly text: string } & Trouble)
  | { readonly is: "stopped"; readonly remedy: "session" | "reload" | "none"; readonly text: string };

export type Input =
  | { readonly on: "start" | "stop" | "opened" | "welcomed" | "heard" | "tick" }
  | { readonly on: "retry" | "online" | "offline" | "shown" | "no_session" }
  | { readonly on: "closed"; readonly code: number; readonly reason: string };

export type Effect = "open" | "close" | "greet" | "ping" | "restore" | "interrupt" | "check_session";

export interface Step {
  readonly link: Link;
  readonly effects: readonly Effect[];
}

export const openWithinMs = 15_000;
export const quietForMs = 30_000;
export const pongWithinMs = 10_000;
export const steadyAfterMs = 60_000;
const strikesAllowed = 3;
/** Coming back to the page after this long without a frame asks the server for a sign of life at once. */
const staleForMs = 5_000;

const stay = (link: Link): Step => ({ link, effects: [] });

function open(trouble: Trouble, now: number): Step {
  const { attempt, strikes, downSince } = trouble;
  return { link: { is: "opening", since: now, attempt, strikes, downSince }, effects: ["open"] };
}

function lost(link: Link, code: number, reason: string, now: number, random: number): Step {
  if (link.is === "off" || link.is === "stopped" || link.is === "waiting") return stay(link);
  const rule = closeRule(code);
  const steady = link.is === "live" && now - link.since >= steadyAfterMs;
  const strikes = code === 1002 ? (steady ? 1 : link.strikes + 1) : link.strikes;
  const down: readonly Effect[] = link.is === "opening" ? [] : ["interrupt"];
  const stop = (remedy: "session" | "reload" | "none"): Step => ({
    link: { is: "stopped", remedy, text: rule.text },
    effects: down,
  });
  if (rule.again === "session" || rule.again === "reload") return stop(rule.again);
  if (rule.again === "no") return stop("none");
  if (rule.again === "thrice" && strikes > strikesAllowed) return stop("reload");
  const attempt = steady ? 0 : link.attempt;
  return {
    link: {
      is: "waiting",
      until: now + delayAfter(rule.again, reason, attempt, random),
      text: rule.text,
      attempt: attempt + 1,
      strikes,
      downSince: link.is === "live" ? now : link.downSince,
    },
    // A browser does not tell why an upgrade was refused; an ended session (401) must not be retried for ever.
    effects: link.is === "opening" ? [...down, "check_session"] : down,
  };
}

function ping(link: Link, now: number): Step {
  if (link.is !== "live" || link.pingAt !== null) return stay(link);
  return { link: { ...link, pingAt: now }, effects: ["ping"] };
}

function abandon(link: Link, now: number, random: number): Step {
  const step = lost(link, 1006, "", now, random);
  return { link: step.link, effects: ["close", ...step.effects] };
}

function tick(link: Link, now: number, random: number): Step {
  const due = wakeAt(link);
  if (due === null || now < due) return stay(link);
  switch (link.is) {
    case "waiting":
      return open(link, now);
    case "opening":
    case "greeting":
      return abandon(link, now, random);
    case "live":
      return link.pingAt === null ? ping(link, now) : abandon(link, now, random);
    default:
      return stay(link);
  }
}

export function step(link: Link, input: Input, now: number, random: number): Step {
  switch (input.on) {
    case "start":
      return link.is === "off" || link.is === "stopped"
        ? open({ attempt: 0, strikes: 0, downSince: now }, now)
        : stay(link);
    case "stop":
      return link.is === "off" ? stay(link) : { link: { is: "off" }, effects: ["close", "interrupt"] };
    case "opened":
      return link.is === "opening"
        ? { link: { ...link, is: "greeting", since: now }, effects: ["greet"] }
        : stay(link);
    case "welcomed":
      if (link.is !== "greeting") return stay(link);
      return {
        link: {
          is: "live",
          since: now,
          heardAt: now,
          pingAt: null,
          attempt: link.attempt,
          strikes: link.strikes,
        },
        effects: ["restore"],
      };
    case "heard":
      return link.is === "live" ? stay({ ...link, heardAt: now, pingAt: null }) : stay(link);
    case "closed":
      return lost(link, input.code, input.reason, now, random);
    case "tick":
      return tick(link, now, random);
    case "retry":
    case "online":
      return link.is === "waiting" ? open(link, now) : ping(link, now);
    case "shown":
      if (link.is === "waiting") return open(link, now);
      return link.is === "live" && now - link.heardAt >= staleForMs ? ping(link, now) : stay(link);
    case "offline":
      return ping(link, now);
    case "no_session":
      // Only while no connection is up: a live one has proved that the session is good.
      return link.is === "waiting"
        ? { link: { is: "stopped", remedy: "session", text: closeRule(4401).text }, effects: [] }
        : stay(link);
  }
}

/** When the machine wants its next `tick`, or null if only an input from outside can change it. */
export function wakeAt(link: Link): number | null {
  switch (link.is) {
    case "waiting":
      return link.until;
    case "opening":
    case "greeting":
      return link.since + openWithinMs;
    case "live":
      return link.pingAt === null ? link.heardAt + quietForMs : link.pingAt + pongWithinMs;
    default:
      return null;
  }
}
