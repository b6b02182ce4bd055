import type { RoomState } from "../rooms/room_state";
import { type Notice, readNotice } from "../wire/people";
import type { Author } from "../wire/shapes";

/** A notice as it stands in the inbox. */
export interface Told {
  readonly seq: number;
  readonly at: number;
  readonly expiresAt: number;
  /** Whom it is about. */
  readonly by: Author;
  readonly notice: Notice;
}

/** What an inbox tells, the newest first; kinds that this page does not know are left out. */
export function told(inbox: RoomState | null): readonly Told[] {
  const list: Told[] = [];
  for (const item of inbox?.log ?? []) {
    if (item.kind !== "message") continue;
    const notice = readNotice(item.body.notice);
    const { seq, at, expiresAt, by } = item;
    if (notice) list.unshift({ seq, at, expiresAt, by, notice });
  }
  return list;
}
