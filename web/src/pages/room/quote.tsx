import { useComputed } from "@preact/signals";
import { findMessage, type MessageItem } from "../../rooms/room_state";
import { readBody } from "../../text/body";
import { withoutSigns } from "../../text/inline";
import { useRoomView } from "./room_view";

const shownPoints = 120;

/** One line of what a message says. */
export function excerpt(item: MessageItem): string {
  const body = readBody(item.body);
  const text = body.kind === "text" ? withoutSigns(body.text).replace(/\s+/g, " ").trim() : "";
  if (text === "" && item.media) return item.media.name ? `Picture: ${item.media.name}` : "Picture";
  const points = [...text];
  return points.length > shownPoints ? `${points.slice(0, shownPoints).join("")}…` : text;
}

/** The message that is answered, as long as it is here: the quote goes with what it quotes. */
export function Quote({ seq }: { readonly seq: number }) {
  const view = useRoomView();
  const quoted = useComputed(() => (view.state ? findMessage(view.state, seq) : undefined)).value;
  if (!quoted) return null;
  return (
    <button
      type="button"
      class="quote"
      aria-label={`Answers ${quoted.by.name}: ${excerpt(quoted)}. Show it`}
      onClick={() => void view.showMessage(seq)}
    >
      <strong>{quoted.by.name}</strong> <span>{excerpt(quoted)}</span>
    </button>
  );
}
