import type { Announcement } from "../wire/announcements";

/** From where one looks. */
export interface Place {
  /** One's own region, or "". */
  readonly region: string;
  /** The room one looks at, or null. */
  readonly room: string | null;
}

function concerns(announcement: Announcement, place: Place): boolean {
  switch (announcement.scope) {
    case "all":
      return true;
    case "region":
      return announcement.region !== null && announcement.region === place.region;
    case "room":
      return announcement.room !== null && announcement.room === place.room;
    case "unknown":
      return false;
  }
}

/** What is to be shown here and now: current, meant for this place, not dismissed. The newest first. */
export function shownHere(
  all: readonly Announcement[],
  place: Place,
  dismissed: ReadonlySet<string>,
  now: number,
): readonly Announcement[] {
  return all
    .filter(({ id, from, until }) => from <= now && until > now && !dismissed.has(id))
    .filter((announcement) => concerns(announcement, place))
    .sort((a, b) => b.from - a.from);
}
