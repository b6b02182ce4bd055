import { list, orNull, record, type TypeOf, text, wordOr } from "./shape";
import { roomId, time } from "./shapes";

// The shapes of PROTOCOL section 19.

export const announcement = record({
  id: text(1),
  text: text(1),
  // A scope that is not known is nobody's.
  scope: wordOr("unknown", "all", "region", "room"),
  region: orNull(text()),
  room: orNull(roomId),
  from: time,
  until: time,
});
export type Announcement = TypeOf<typeof announcement>;

export const announcements = record({ announcements: list(announcement) });
