import type { Outgoing } from "./outbox";
import type { ActItem, CrowdItem, LogItem, MemberItem, MessageItem } from "./room_state";

// What the log shows, made from what the room holds: days, groups by author, folded comings and goings.

export type Row =
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "message"; readonly key: string; readonly item: MessageItem; readonly first: boolean }
  | { readonly kind: "outgoing"; readonly key: string; readonly item: Outgoing; readonly first: boolean }
  | { readonly kind: "people"; readonly key: string; readonly items: readonly (MemberItem | CrowdItem)[] }
  | { readonly kind: "act"; readonly key: string; readonly item: ActItem }
  | { readonly kind: "gap"; readonly key: string; readonly expired: number | null }
  | { readonly kind: "break"; readonly key: string }
  | { readonly kind: "unread"; readonly key: string };

export const groupWithinMs = 5 * 60_000;

export interface RowInput {
  readonly log: readonly LogItem[];
  readonly outgoing: readonly Outgoing[];
  readonly me: number;
  /** The divider stands before the first row above this seq; null for none. */
  readonly readUpTo: number | null;
  /** Local calendar day of a time, as a comparable text. */
  readonly dayOf: (at: number) => string;
  readonly now: number;
}

interface Author {
  readonly m: number;
  readonly at: number;
}

export function makeRows(input: RowInput): readonly Row[] {
  const rows: Row[] = [];
  let day: string | null = null;
  let author: Author | null = null;
  let divided = input.readUpTo === null;

  const startDay = (at: number) => {
    const next = input.dayOf(at);
    if (next === day) return;
    day = next;
    author = null;
    rows.push({ kind: "day", key: `day ${next}`, at });
  };
  const startGroup = (m: number, at: number): boolean => {
    const first = author === null || author.m !== m || at - author.at > groupWithinMs;
    author = { m, at: first || author === null ? at : author.at };
    return first;
  };

  // The client id alone is no key: other people choose theirs, and could choose the same.
  for (const item of input.log) {
    startDay(item.at);
    if (!divided && item.kind === "message" && item.seq > (input.readUpTo ?? 0)) {
      divided = true;
      author = null;
      rows.push({ kind: "unread", key: "unread" });
    }
    if (item.kind === "message") {
      rows.push({
        kind: "message",
        key: `${item.by.m} ${item.cid}`,
        item,
        first: startGroup(item.by.m, item.at),
      });
      continue;
    }
    author = null;
    if (item.kind === "gap") rows.push({ kind: "gap", key: `gap ${item.seq}`, expired: item.expired });
    else if (item.kind === "act") rows.push({ kind: "act", key: `act ${item.seq} ${item.act.is}`, item });
    else if (item.kind === "break") rows.push({ kind: "break", key: `break ${item.seq}` });
    else fold(rows, item);
  }
  for (const item of input.outgoing) {
    startDay(input.now);
    rows.push({
      kind: "outgoing",
      key: `${input.me} ${item.cid}`,
      item,
      first: startGroup(input.me, input.now),
    });
  }
  return rows;
}

/** Comings and goings that follow one another become one row. */
function fold(rows: Row[], item: MemberItem | CrowdItem): void {
  const last = rows.at(-1);
  if (last?.kind === "people") {
    rows[rows.length - 1] = { ...last, items: [...last.items, item] };
  } else {
    rows.push({ kind: "people", key: `people ${item.seq}`, items: [item] });
  }
}

function names(list: readonly string[]): string {
  const shown = list.slice(0, 3);
  const rest = list.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
}

/** "Ann and Bo joined, Cy left": who came and went again is told once, as having looked in. */
export function peopleWords(items: readonly (MemberItem | CrowdItem)[]): string {
  const seen = new Map<number, { name: string; changes: MemberItem["change"][] }>();
  const renames: string[] = [];
  let joinedMore = 0;
  let leftMore = 0;
  for (const item of items) {
    if (item.kind === "crowd") {
      joinedMore += item.joined;
      leftMore += item.left;
    } else if (item.change === "renamed") {
      renames.push(`${item.was} is now ${item.name}`);
      const known = seen.get(item.m);
      if (known) known.name = item.name;
    } else {
      const known = seen.get(item.m);
      if (known) known.changes.push(item.change);
      else seen.set(item.m, { name: item.name, changes: [item.change] });
    }
  }
  const people = [...seen.values()];
  const pick = (first: string, last: string) =>
    people.filter((p) => p.changes[0] === first && p.changes.at(-1) === last).map((p) => p.name);
  const joined = pick("joined", "joined");
  const left = pick("left", "left");
  const visited = pick("joined", "left");
  const returned = pick("left", "joined");
  const parts = [
    joined.length > 0 ? `${names(joined)} joined` : "",
    returned.length > 0 ? `${names(returned)} left and came back` : "",
    visited.length > 0 ? `${names(visited)} joined and left` : "",
    left.length > 0 ? `${names(left)} left` : "",
    joinedMore > 0 ? `${joinedMore} joined` : "",
    leftMore > 0 ? `${leftMore} left` : "",
    ...renames,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
