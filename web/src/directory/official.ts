import type { Card, OfficialKind } from "../wire/shapes";
import { byActivity } from "./listing";

// Official rooms as the start page lists them: one's own region first, then what is everybody's.

export interface OfficialFilter {
  readonly kind: OfficialKind | "all";
  /** "" for every region. */
  readonly region: string;
}

export const everyOfficial: OfficialFilter = { kind: "all", region: "" };

/** The regions that have a room, one's own first, the others by name. */
export function regionsOf(cards: readonly Card[], own: string): readonly string[] {
  const regions = new Set(cards.map(({ region }) => region ?? "").filter((region) => region !== ""));
  return [...regions].sort((a, b) => Number(b === own) - Number(a === own) || a.localeCompare(b));
}

function rank(card: Card, own: string): number {
  if (card.official !== "regional") return 1;
  return own !== "" && card.region === own ? 0 : 2;
}

/** What fits the filter, in the order in which it is shown. A region leaves out the rooms of other regions. */
export function officialRooms(
  cards: readonly Card[],
  { kind, region }: OfficialFilter,
  own: string,
): readonly Card[] {
  // Whoever asks for a region wants to see that one.
  const first = region === "" ? own : region;
  return cards
    .filter(({ official }) => official !== undefined && (kind === "all" || official === kind))
    .filter((card) => region === "" || card.official !== "regional" || card.region === region)
    .sort((a, b) => rank(a, first) - rank(b, first) || byActivity(a, b));
}

export const kindNames: Readonly<Record<OfficialFilter["kind"], string>> = {
  all: "All",
  global: "Global",
  regional: "Regional",
  special: "Special",
};

/** Only what there is to choose between. */
export function kindsOf(cards: readonly Card[]): readonly OfficialFilter["kind"][] {
  const there = new Set(cards.map(({ official }) => official));
  const kinds = (["global", "regional", "special"] as const).filter((kind) => there.has(kind));
  return kinds.length > 1 ? ["all", ...kinds] : [];
}
