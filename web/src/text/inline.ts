// Text becomes tokens, tokens become text nodes and links; there is no HTML in between. The small Markdown
// will add kinds of tokens here and cases in `text_view.tsx`, nothing else.

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "link";
      readonly href: string;
      readonly lead: string;
      readonly host: string;
      readonly tail: string;
    };

const candidate = /\bhttps?:\/\/[^\s<>"]+/gi;
const closing = new Set(".,;:!?'\"…)]}");

/** Punctuation at the end belongs to the sentence, unless it closes a bracket that the address opened. */
function trimEnd(raw: string): string {
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

function link(raw: string): Inline | null {
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
