import { shortDuration } from "../../time/lives";
import type { Kind, Outcome, State } from "../wire/complaints";
import type { Announcement, OfficialKind } from "../wire/shapes";

// Words of the protocol in words for people.

export const kindWords: Readonly<Record<Kind, string>> = {
  message: "About messages",
  member: "About a member",
  room: "About a room",
  bug: "Bug report",
  appeal: "Appeal",
};

export const stateWords: Readonly<Record<State, string>> = {
  new: "New",
  assigned: "Assigned",
  waiting_reporter: "Waiting for the reporter",
  waiting_staff: "Waiting for us",
  resolved: "Resolved",
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  upheld: "Upheld",
  rejected: "Rejected",
  duplicate: "Duplicate",
};

export const officialWords: Readonly<Record<OfficialKind, string>> = {
  global: "Global",
  regional: "Regional",
  special: "Special",
};

export const officialNotes: Readonly<Record<OfficialKind, string>> = {
  global: "For everybody, always open.",
  regional: "For people of one region, always open.",
  special: "Opens and closes at set times, for a set number of people.",
};

/** From the most open to the most closed; each level adds to those above it. */
export const levels: readonly { readonly level: number; readonly title: string; readonly means: string }[] = [
  { level: 5, title: "Normal", means: "Nothing is closed." },
  { level: 4, title: "No registration", means: "Nobody can make an account. Guests and users go on." },
  { level: 3, title: "Guests open no rooms", means: "As 4; guests may join rooms but open none." },
  { level: 2, title: "Proof of work", means: "As 3; everybody new has to solve a proof of work first." },
  { level: 1, title: "Nobody new", means: "As 2; nobody new comes in. Sessions that are there go on." },
];

export const levelWords = (level: number): string =>
  `${level} - ${levels.find((each) => each.level === level)?.title ?? "not known"}`;

export const unknown = "unknown";

export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? unknown : value.toLocaleString("en");

export const ageWords = (at: number, now: number): string => shortDuration(Math.max(1000, now - at));

export function scopeWords({ scope, region, room }: Announcement): string {
  if (scope === "region") return `People of ${region ?? "a region"}`;
  return scope === "room" ? `Room ${room ?? ""}`.trim() : "Everybody";
}

/** How long a suspension or a mute may be chosen to last; null: for good. */
export const durations: readonly { readonly minutes: number | null; readonly words: string }[] = [
  { minutes: 60, words: "1 hour" },
  { minutes: 1_440, words: "1 day" },
  { minutes: 10_080, words: "7 days" },
  { minutes: 43_200, words: "30 days" },
  { minutes: null, words: "For good" },
];

export const muteDurations: readonly { readonly minutes: number; readonly words: string }[] = [
  { minutes: 10, words: "10 minutes" },
  { minutes: 60, words: "1 hour" },
  { minutes: 360, words: "6 hours" },
  { minutes: 1_440, words: "24 hours" },
];

export const untilWords = (minutes: number | null): string =>
  minutes === null
    ? "for good"
    : `for ${[...durations, ...muteDurations].find((each) => each.minutes === minutes)?.words ?? `${minutes} min`}`;

/** "close_room" -> "close room". */
export const plainWord = (word: string): string => word.replaceAll("_", " ");

/** The 17 characters of a room, from its link or from themselves; null if there are none. */
export function readRoomId(typed: string): string | null {
  return /(?:^|\/r\/)([0-9A-Za-z]{17})(?:[/?#].*)?$/.exec(typed.trim())?.[1] ?? null;
}
