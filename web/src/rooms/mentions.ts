import type { Member } from "../wire/shapes";

// Who is meant travels as member numbers beside the text; the text itself holds "@Name" for people to read.

export interface Typed {
  /** Where the "@" stands. */
  readonly at: number;
  readonly query: string;
}

const longest = 32;

/** The mention that is being typed right before the caret, or null. */
export function typedMention(text: string, caret: number): Typed | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf("@");
  if (at === -1 || (at > 0 && !/[\s(["'«„“]/.test(before.charAt(at - 1)))) return null;
  const query = before.slice(at + 1);
  return query.includes("\n") || [...query].length > longest || query.startsWith(" ") ? null : { at, query };
}

/** Members whose name, or a word of it, begins with what was typed; those who are here first. */
export function candidates(
  members: Iterable<Member>,
  me: number,
  query: string,
  most = 6,
): readonly Member[] {
  const needle = query.toLocaleLowerCase();
  const fits = (name: string) => {
    const lower = name.toLocaleLowerCase();
    return lower.startsWith(needle) || lower.split(/\s+/).some((word) => word.startsWith(needle));
  };
  return [...members]
    .filter((member) => member.m !== me && fits(member.name))
    .sort((a, b) => Number(a.state === "away") - Number(b.state === "away") || a.name.localeCompare(b.name))
    .slice(0, most);
}

/** The text with the mention put in, and where the caret belongs then. */
export function complete(
  text: string,
  typed: Typed,
  caret: number,
  name: string,
): { text: string; caret: number } {
  const put = `@${name} `;
  const rest = text.slice(caret).replace(/^ /, "");
  return { text: text.slice(0, typed.at) + put + rest, caret: typed.at + put.length };
}

export const mentionsMost = 20;

/** Which of those who were picked still stand in the text. */
export function mentioned(text: string, picked: ReadonlyMap<number, string>): readonly number[] {
  return [...picked]
    .filter(([, name]) => text.includes(`@${name}`))
    .map(([m]) => m)
    .slice(0, mentionsMost);
}
