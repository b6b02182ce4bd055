import type { Body } from "../wire/shapes";
import { readBody } from "./body";
import { type Inline, parseInline } from "./inline";

function token(inline: Inline, index: number) {
  if (inline.kind === "text") return inline.text;
  return (
    <a key={index} href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
      {inline.lead}
      <strong>{inline.host}</strong>
      {inline.tail}
    </a>
  );
}

/** A message's body as text nodes and links, never as HTML. */
export function TextView({ body }: { readonly body: Body }) {
  const read = readBody(body);
  if (read.kind === "unknown") {
    return <p class="text unknown">This page cannot show this message. Reload it to get a newer version.</p>;
  }
  return <p class="text">{parseInline(read.text).map(token)}</p>;
}
