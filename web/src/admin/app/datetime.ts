// Between the milliseconds of the wire and the fields of a browser, which speak local time without saying so.

const two = (value: number): string => String(value).padStart(2, "0");

/** For the value of a `datetime-local` field, in the zone of whoever looks. */
export function toField(at: number): string {
  const date = new Date(at);
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Null where nothing usable is typed. A day that does not exist (31 February) is not another one. */
export function fromField(value: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(value);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map(Number);
  const date = new Date(year, month - 1, day, hour, minute);
  // An hour that the clock jumps over in spring is moved on by the engine; the day tells what does not exist.
  return date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60
    ? date.getTime()
    : null;
}

export const zoneWords = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "your time zone";

const short = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
export const dateTime = (at: number): string => short.format(at);

const day = 86_400_000;
export const announceAtMostMs = 30 * day;

export type Span =
  | { readonly ok: true; readonly from: number | null; readonly until: number }
  | { readonly ok: false; readonly field: "from" | "until"; readonly text: string };

/** From when until when an announcement is shown; an empty beginning is now. */
export function readSpan(from: string, until: string, now: number): Span {
  const start = from === "" ? null : fromField(from);
  if (from !== "" && start === null) return { ok: false, field: "from", text: "This is not a time." };
  const end = fromField(until);
  if (end === null) return { ok: false, field: "until", text: "Say until when it is shown." };
  if (end <= (start ?? now) || end <= now) {
    return { ok: false, field: "until", text: "It would end before it begins." };
  }
  if (end > now + announceAtMostMs) {
    return { ok: false, field: "until", text: "At most 30 days from now." };
  }
  return { ok: true, from: start, until: end };
}
