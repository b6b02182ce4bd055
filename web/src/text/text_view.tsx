import { type Signal, signal } from "@preact/signals";
import type { ComponentChild } from "preact";
import type { Body } from "../wire/body";
import { readBody } from "./body";
import { CodeBlock } from "./code_block";
import { type Block, type Inline, type Link, looksMarked, parseInline, splitMentions } from "./inline";

type Parse = (text: string) => readonly Block[];
const parse: Signal<Parse | null> = signal<Parse | null>(null);

/** The Markdown part of the page comes after the first paint; until then texts show as they were typed. */
export async function loadMarkdown(): Promise<void> {
  const { parseMarkdown } = await import("./markdown");
  parse.value = parseMarkdown;
}

function anchor(link: Link, children: ComponentChild, key: number) {
  return (
    <a key={key} href={link.href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function inlineView(inline: Inline, names: readonly string[], key: number): ComponentChild {
  const inner = (list: readonly Inline[]) => list.map((each, index) => inlineView(each, names, index));
  switch (inline.kind) {
    case "text":
      return splitMentions(inline.text, names).map((part) =>
        typeof part === "string" ? part : <span class="mention">{part.at}</span>,
      );
    case "link":
      return anchor(
        inline,
        <>
          {inline.lead}
          <strong>{inline.host}</strong>
          {inline.tail}
        </>,
        key,
      );
    case "worded":
      return anchor(
        inline.link,
        <>
          {inner(inline.inner)} <span class="worded-host">({inline.link.host})</span>
        </>,
        key,
      );
    case "strong":
      return <strong key={key}>{inner(inline.inner)}</strong>;
    case "em":
      return <em key={key}>{inner(inline.inner)}</em>;
    case "del":
      return <del key={key}>{inner(inline.inner)}</del>;
    case "code":
      return <code key={key}>{inline.text}</code>;
  }
}

function blockView(block: Block, names: readonly string[], key: number): ComponentChild {
  const inner = (list: readonly Block[]) => list.map((each, index) => blockView(each, names, index));
  switch (block.kind) {
    case "paragraph":
      return <p key={key}>{block.inner.map((each, index) => inlineView(each, names, index))}</p>;
    case "quote":
      return <blockquote key={key}>{inner(block.blocks)}</blockquote>;
    case "code":
      return <CodeBlock key={key} language={block.language} text={block.text} />;
    case "list": {
      const items = block.items.map((item, index) => <li key={`${index}`}>{inner(item)}</li>);
      if (block.start === null) return <ul key={key}>{items}</ul>;
      return (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      );
    }
  }
}

interface TextProps {
  readonly body: Body;
  /** Names of those who are meant. */
  readonly names?: readonly string[];
  /** There is something else to see: no text at all is no fault. */
  readonly quiet?: boolean;
}

/** A message's body as text nodes and elements, never as HTML. */
export function TextView({ body, names = [], quiet = false }: TextProps) {
  const read = readBody(body);
  if (read.kind === "unknown") {
    return <p class="text unknown">This page cannot show this message. Reload it to get a newer version.</p>;
  }
  // A picture needs no words.
  if (quiet && read.text.trim() === "") return null;
  const marked = looksMarked(read.text) ? parse.value : null;
  if (!marked) {
    return <p class="text">{parseInline(read.text).map((each, index) => inlineView(each, names, index))}</p>;
  }
  return (
    <div class="text marked">{marked(read.text).map((each, index) => blockView(each, names, index))}</div>
  );
}
