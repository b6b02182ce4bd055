// Text becomes tokens, tokens become nodes; there is no HTML in between. This much is read without the Markdown
// part of the page, which makes the other kinds.

export interface Link {
  readonly kind: "link";
  readonly href: string;
  readonly lead: string;
  readonly host: string;
  readonly tail: string;
}

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | Link
  /** Words with a link behind them: the host is shown all the same. */
  | { readonly kind: "worded"; readonly link: Link; readonly inner: readonly Inline[] }
  | { readonly kind: "strong" | "em" | "del"; readonly inner: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string };

export type Block =
  | { readonly kind: "paragraph"; readonly inner: readonly Inline[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

const candidate = /\bhttps?:\/\/[^\s<>"]+/gi;
const closing = new Set(".,;:!?'\"…)]}");

/** Punctuation at the end belongs to the sentence, unless it closes a bracket that the address opened. */
export function trimEnd(raw: string): string {
  let opened = 0;
  for (const sign of raw) opened += sign === "(" ? 1 : sign === ")" ? -1 : 0;
  let end = raw.length;
  while (end > 0 && closing.has(raw.charAt(end - 1))) {
    if (raw.charAt(end - 1) === ")") {
      if (opened >= 0) break;
      opened += 1;
    }
    end -= 1;
  }
  return raw.slice(0, end);
}

export function link(raw: string): Link | null {
  if (!URL.canParse(raw)) return null;
  const url = new URL(raw);
  // "https://bank.example@evil.example" is made to be misread; it stays text.
  if (url.username !== "" || url.password !== "" || url.host === "") return null;
  const tail = url.href.slice(url.origin.length);
  return {
    kind: "link",
    href: url.href,
    lead: url.protocol === "https:" ? "" : "http://",
    // The host as the machine reads it: what looks like another alphabet's letter shows as xn--.
    host: url.host,
    tail: tail === "/" ? "" : tail,
  };
}

/** Splits "@Name" off a text, for the names that are meant; longer names first. */
export function splitMentions(text: string, names: readonly string[]): readonly (string | { at: string })[] {
  const wanted = [...names].sort((a, b) => b.length - a.length);
  const parts: (string | { at: string })[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const name = text.charAt(at) === "@" ? wanted.find((each) => text.startsWith(each, at + 1)) : undefined;
    if (name === undefined) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    if (plain !== "") parts.push(plain);
    plain = "";
    parts.push({ at: `@${name}` });
    at += name.length + 1;
  }
  if (plain !== "") parts.push(plain);
  return parts;
}

/** Whether there is anything in it that Markdown would read differently. Most of what people say has none. */
export function looksMarked(text: string): boolean {
  return /[*_`~\\]|\]\(|^ {0,3}(?:>|[-+] |\d{1,9}[.)] )/m.test(text);
}

export function parseInline(text: string): readonly Inline[] {
  const tokens: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const raw = trimEnd(match[0]);
    const token = link(raw);
    if (!token) continue;
    if (match.index > from) tokens.push({ kind: "text", text: text.slice(from, match.index) });
    tokens.push(token);
    from = match.index + raw.length;
  }
  if (from < text.length) tokens.push({ kind: "text", text: text.slice(from) });
  return tokens;
}

/** Without the signs of Markdown, for places that show one line of a text. */
export function withoutSigns(text: string): string {
  return text
    .replace(/^```.*$/gm, "")
    .replace(/^[ \t]*(?:>|[-+*])[ \t]+(?=\S)/gm, "")
    .replace(/(\*\*|~~|`)(?=\S)(.*?\S)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_]*[^*_\s])\1(?![\p{L}\p{N}])/gu, "$2");
}
