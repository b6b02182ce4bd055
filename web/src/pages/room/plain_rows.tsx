import { actWords } from "../../rooms/acts";
import type { ActItem, CrowdItem, MemberItem } from "../../rooms/room_state";
import { peopleWords } from "../../rooms/rows";
import { dayWords } from "../../time/local";
import { serverNow } from "../../time/server_clock";

export function DayRow({ at }: { readonly at: number }) {
  return (
    <h3 class="day">
      <span>{dayWords(at, serverNow())}</span>
    </h3>
  );
}

export function UnreadRow() {
  return (
    <p class="unread-row">
      <span>New</span>
    </p>
  );
}

export function PeopleRow({ items }: { readonly items: readonly (MemberItem | CrowdItem)[] }) {
  return <p class="event-row">{peopleWords(items)}</p>;
}

export function ActRow({ item }: { readonly item: ActItem }) {
  return <p class="event-row">{actWords(item.act)}</p>;
}

export function gapWords(expired: number | null): string {
  if (expired === null) return "Some messages ran out while you were away";
  return expired === 1
    ? "1 message expired while you were away"
    : `${expired} messages expired while you were away`;
}

export function GapRow({ expired }: { readonly expired: number | null }) {
  return <p class="event-row gap-row">{gapWords(expired)}</p>;
}

export function BreakRow() {
  return (
    <p class="event-row gap-row">
      The server started this room anew. What was said before is no longer there
    </p>
  );
}
