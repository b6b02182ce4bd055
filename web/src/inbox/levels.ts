import { type Signal, signal } from "@preact/signals";
import { isRecord } from "../wire/shape";

// What this browser may show by itself, and when. Kept in the browser and nowhere else; of a room no longer than it
// lives, and of one whose end was not seen here no longer than any room may live.

export const notificationsKey = "notifications";
export const levels = ["none", "mentions", "all"] as const;
export type Level = (typeof levels)[number];

export interface Quiet {
  readonly on: boolean;
  /** "22:00", in the person's own time. */
  readonly from: string;
  readonly to: string;
}

export interface Notifications {
  readonly on: boolean;
  readonly quiet: Quiet;
  /** Rooms that are not at "mentions", and when that was last so. */
  readonly rooms: Readonly<Record<string, { readonly level: Level; readonly at: number }>>;
}

const longestLifeMs = 7 * 86_400_000;
const defaults: Notifications = { on: false, quiet: { on: false, from: "22:00", to: "07:00" }, rooms: {} };
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

function readQuiet(value: unknown): Quiet {
  if (!isRecord(value)) return defaults.quiet;
  const time = (of: unknown, otherwise: string) =>
    typeof of === "string" && timeOfDay.test(of) ? of : otherwise;
  const { from, to } = defaults.quiet;
  return { on: value.on === true, from: time(value.from, from), to: time(value.to, to) };
}

function readRooms(value: unknown, now: number): Notifications["rooms"] {
  const rooms: Record<string, { level: Level; at: number }> = {};
  for (const [id, entry] of Object.entries(isRecord(value) ? value : {})) {
    if (!isRecord(entry) || typeof entry.at !== "number" || entry.at + longestLifeMs <= now) continue;
    const level = levels.find((known) => known === entry.level);
    if (level && level !== "mentions") rooms[id] = { level, at: entry.at };
  }
  return rooms;
}

export function readNotifications(raw: string | null, now: number): Notifications {
  try {
    const value: unknown = raw === null ? null : JSON.parse(raw);
    if (!isRecord(value)) return defaults;
    return {
      on: value.on === true,
      quiet: readQuiet(value.quiet),
      rooms: readRooms(value.rooms, now),
    };
  } catch {
    return defaults;
  }
}

/** Whether `now` lies in the quiet hours, which may go over midnight. Equal ends are the whole day. */
export function isQuiet({ on, from, to }: Quiet, now: Date): boolean {
  if (!on) return false;
  const two = (n: number) => String(n).padStart(2, "0");
  const time = `${two(now.getHours())}:${two(now.getMinutes())}`;
  return from < to ? time >= from && time < to : time >= from || time < to;
}

export const notifications: Signal<Notifications> = signal<Notifications>(defaults);

function read(): void {
  try {
    const raw = localStorage.getItem(notificationsKey);
    notifications.value = readNotifications(raw, Date.now());
    const kept = JSON.stringify(notifications.peek());
    // What has run out does not stay in the storage either.
    if (raw !== null && raw !== kept) localStorage.setItem(notificationsKey, kept);
  } catch {
    notifications.value = defaults;
  }
}

read();
addEventListener("storage", (event) => {
  // Another window changed it, or the server had the browser forget everything.
  if (event.key === notificationsKey || event.key === null) read();
});

export function setNotifications(part: Partial<Notifications>): void {
  const next = { ...notifications.peek(), ...part };
  notifications.value = next;
  try {
    localStorage.setItem(notificationsKey, JSON.stringify(next));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export function levelOf(id: string): Level {
  return notifications.value.rooms[id]?.level ?? "mentions";
}

export function setLevel(id: string, level: Level): void {
  const { [id]: _, ...rest } = notifications.peek().rooms;
  setNotifications({ rooms: level === "mentions" ? rest : { ...rest, [id]: { level, at: Date.now() } } });
}

/** A room has ended: not even that it was here stays. */
export function forgetRoom(id: string): void {
  if (notifications.peek().rooms[id]) setLevel(id, "mentions");
}
