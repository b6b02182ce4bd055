import { useEffect, useState } from "preact/hooks";
import type { Piece } from "./highlight";

interface CodeProps {
  readonly language: string;
  readonly text: string;
}

/** A block of code. It is readable at once, and gets its colours when that part of the page is there. */
export function CodeBlock({ language, text }: CodeProps) {
  const [pieces, setPieces] = useState<readonly Piece[] | null>(null);
  useEffect(() => {
    let wanted = true;
    void import("./highlight").then(({ highlight }) => {
      if (wanted) setPieces(highlight(text, language));
    });
    return () => {
      wanted = false;
    };
  }, [language, text]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached with keys.
    <pre class="code" tabIndex={0}>
      <code>
        {pieces?.map((piece, index) =>
          piece.kind === "plain" ? (
            piece.text
          ) : (
            <span key={`${index}`} class={`code-${piece.kind}`}>
              {piece.text}
            </span>
          ),
        ) ?? text}
      </code>
    </pre>
  );
}
