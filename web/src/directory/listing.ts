import type { Card } from "../wire/shapes";

/** The same question the server answers for `q`: whether name or topic contain the text. */
export function matches(card: Card, query: string): boolean {
  const needle = query.toLocaleLowerCase();
  return card.name.toLocaleLowerCase().includes(needle) || card.topic.toLocaleLowerCase().includes(needle);
}

/** Whether a visitor without an account and without any more ado could come in now. */
export function isOpen(card: Card): boolean {
  return card.entry === "open" && !card.locked && card.guests;
}

/** Whether it is there already, but takes nobody before its time. */
export function opensLater(card: Card, now: number): boolean {
  return (card.opens_at ?? 0) > now;
}

/** Official ones first, then by last activity, then by head count; the id makes the order stable. */
export function byActivity(a: Card, b: Card): number {
  const official = Number(b.official !== undefined) - Number(a.official !== undefined);
  return official || b.active_at - a.active_at || b.count - a.count || (a.id < b.id ? -1 : 1);
}

export function merge(
  rooms: readonly Card[],
  changed: readonly Card[],
  gone: readonly string[],
): readonly Card[] {
  const next = new Map(rooms.map((card) => [card.id, card]));
  for (const card of changed) next.set(card.id, card);
  for (const id of gone) next.delete(id);
  return [...next.values()].sort(byActivity);
}
