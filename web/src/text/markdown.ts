import { Lexer, type Token, Tokenizer, type Tokens } from "marked";
import { type Block, type Inline, type Link, link, parseInline, trimEnd } from "./inline";

// The small Markdown of messages: bold, italic, strike, code, code block, quote, list, links. The lexer of
// "marked" makes tokens; what else it knows (HTML, headings, tables, pictures, references) is switched off and
// stays text. Loaded after the first paint.

const address = /^https?:\/\/[^\s<>"]+/i;

class Small extends Tokenizer {
  override html(): undefined {}
  override tag(): undefined {}
  override heading(): undefined {}
  override lheading(): undefined {}
  override hr(): undefined {}
  override table(): undefined {}
  override def(): undefined {}
  override reflink(): undefined {}
  override autolink(): undefined {}
  /** Four spaces are just four spaces. */
  override code(): undefined {}

  override link(source: string): Tokens.Link | undefined {
    const token = super.link(source);
    return token?.type === "link" && link(token.href) ? (token as Tokens.Link) : undefined;
  }

  override url(source: string): Tokens.Link | undefined {
    const raw = trimEnd(address.exec(source)?.[0] ?? "");
    return raw !== "" && link(raw) ? { type: "link", raw, href: raw, text: raw, tokens: [] } : undefined;
  }
}

function linkTo(token: Tokens.Link): Inline {
  const target = link(token.href);
  if (!target) return { kind: "text", text: token.raw };
  const inner = inlines(token.tokens);
  return inner.length === 0 ? target : { kind: "worded", link: target, inner: withoutLinks(inner) };
}

/** A link within a link's words would lead elsewhere than it says. */
function withoutLinks(inner: readonly Inline[]): readonly Inline[] {
  const words = ({ lead, host, tail }: Link) => `${lead}${host}${tail}`;
  return inner.map((each) => (each.kind === "link" ? { kind: "text", text: words(each) } : each));
}

function inline(token: Token): readonly Inline[] {
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return [{ kind: token.type, inner: inlines(token.tokens ?? []) }];
    case "codespan":
      return [{ kind: "code", text: String(token.text) }];
    case "link":
      return [linkTo(token as Tokens.Link)];
    case "br":
      return [{ kind: "text", text: "\n" }];
    case "escape":
      return [{ kind: "text", text: String(token.text) }];
    case "text":
      return token.tokens ? inlines(token.tokens) : parseInline(token.raw);
    default:
      return [{ kind: "text", text: token.raw }];
  }
}

function inlines(tokens: readonly Token[]): readonly Inline[] {
  return tokens.flatMap(inline);
}

function block(token: Token): readonly Block[] {
  switch (token.type) {
    case "space":
      return [];
    case "paragraph":
    case "text":
      return [{ kind: "paragraph", inner: inlines(token.tokens ?? [token]) }];
    case "blockquote":
      return [{ kind: "quote", blocks: blocks(token.tokens ?? []) }];
    case "code":
      return [{ kind: "code", language: String(token.lang ?? ""), text: String(token.text) }];
    case "list": {
      const { ordered, start, items } = token as Tokens.List;
      return [
        {
          kind: "list",
          start: ordered ? Number(start) || 1 : null,
          items: items.map((item) => blocks(item.tokens)),
        },
      ];
    }
    default:
      return [asWritten(token)];
  }
}

/** A lone "*" or ">" is a sign that somebody wrote, not an empty list or quote. */
function isEmpty(made: Block): boolean {
  switch (made.kind) {
    case "paragraph":
      return false;
    case "code":
      return made.text.trim() === "";
    case "quote":
      return made.blocks.length === 0;
    case "list":
      return made.items.every((item) => item.length === 0);
  }
}

function asWritten(token: Token): Block {
  return { kind: "paragraph", inner: [{ kind: "text", text: token.raw.replace(/\n+$/, "") }] };
}

function blocks(tokens: readonly Token[]): readonly Block[] {
  return tokens.flatMap((token) => block(token).map((made) => (isEmpty(made) ? asWritten(token) : made)));
}

/** Deeper nesting is no writing for people, and would only cost the reader's time. */
const tooDeep = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])(?=[ \t>])){6}/m;

export function parseMarkdown(text: string): readonly Block[] {
  const plain: readonly Block[] = [{ kind: "paragraph", inner: parseInline(text) }];
  if (tooDeep.test(text)) return plain;
  try {
    const tokens = new Lexer({ gfm: true, breaks: false, tokenizer: new Small() }).lex(text);
    const made = blocks(tokens);
    return made.length === 0 ? plain : made;
  } catch {
    // Whatever the lexer stumbles over is shown as it was written.
    return plain;
  }
}
