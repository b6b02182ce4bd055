// Local time for people. Formatters are made once, they are slow to make.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });
const dayName = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** Without "PM", for the narrow column beside a message; the full time is a hover or a focus away. */
export function briefTime(at: number): string {
  const parts = clock.formatToParts(at).filter((part) => part.type !== "dayPeriod");
  return parts
    .map((part) => part.value)
    .join("")
    .trim();
}

export const clockTime = (at: number): string => clock.format(at);
export const calendarDay = (at: number): string => date.format(at);
export const fullTime = (at: number): string => full.format(at);

/** "18:00", with the day if that is not today. */
export function whenWords(at: number, now: number): string {
  return localDay(at) === localDay(now) ? clock.format(at) : `${dayName.format(at)}, ${clock.format(at)}`;
}

/** "opens at 18:00", with the day if that is not today. */
export function opensWords(at: number, now: number): string {
  const day = localDay(at) === localDay(now) ? "" : ` on ${dayName.format(at)}`;
  return `opens${day} at ${clock.format(at)}`;
}

/** A calendar day of the person's own time zone, comparable as text. */
export function localDay(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
}

export function dayWords(at: number, now: number): string {
  if (localDay(at) === localDay(now)) return "Today";
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return localDay(at) === localDay(yesterday.getTime()) ? "Yesterday" : dayName.format(at);
}
