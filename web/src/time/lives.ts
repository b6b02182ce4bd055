import type { Card, RoomLife } from "../wire/shapes";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const messageLifeMs: Readonly<Record<Card["message_life"], number>> = {
  "5m": 5 * minute,
  "1h": hour,
  "24h": day,
  "7d": 7 * day,
};

export const messageLifeWords: Readonly<Record<Card["message_life"], string>> = {
  "5m": "5 minutes",
  "1h": "1 hour",
  "24h": "24 hours",
  "7d": "7 days",
};

const roomLifeWords: Readonly<Record<RoomLife, string>> = {
  empty: "5 minutes after the last person leaves",
  "1h": "1 hour after it was opened",
  "24h": "24 hours after it was opened",
  "7d": "7 days after it was opened",
};

/** "2 d 3 h", "1 h 20 min", "12 min", "40 s": two units at most, never "0". */
export function shortDuration(ms: number): string {
  if (ms < minute) return `${Math.max(1, Math.ceil(ms / 1000))} s`;
  const minutes = Math.floor(ms / minute);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

const clockSlackMs = 250;

/** What is left of a countdown. The page's idea of the server's clock lags a little: ten seconds are not eleven. */
export function countdown(until: number, now: number): string {
  return shortDuration(Math.max(0, until - now - clockSlackMs));
}

/** The same, to the second in the last hour: for what one waits for. */
export function opensIn(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60 || seconds >= 3600) return shortDuration(ms);
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** How long one waits between two messages in slow mode. */
export function slowWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds === 0) return "off";
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** A lifetime in full words: "90 seconds", "1 hour", "24 hours", "7 days". */
export function lifeWords(ms: number): string {
  if (ms > day && ms % day === 0) return `${ms / day} days`;
  return ms % minute === 0 ? slowWords(ms) : `${Math.round(ms / 1000)} seconds`;
}

/** When the room is erased, as the end of a sentence that began with it: what the server says, where it says it. */
export function roomEndWords(card: Card): string {
  if (card.expires_at !== null && card.life !== "always") {
    return `is erased ${lifeWords(card.expires_at - card.created_at)} after it was opened`;
  }
  if (card.life !== "always") return `is erased ${roomLifeWords[card.life]}`;
  return card.expires_at === null ? "is always there" : "is erased when it closes";
}

/** Which of `steps` quiet steps of a lifetime is left, so that a ring changes seldom and not each second. */
export function lifeStep(from: number, until: number, now: number, steps: number): number {
  if (until <= from) return 0;
  const left = (until - now) / (until - from);
  return Math.max(0, Math.min(steps, Math.ceil(left * steps)));
}
