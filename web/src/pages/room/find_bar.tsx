import { useComputed } from "@preact/signals";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { findIn } from "../../rooms/find";
import { Icon } from "../../ui/icons";
import { useRoomView } from "./room_view";

/** Looks through the messages that this page holds. The browser's own search is left alone. */
export function FindBar() {
  const view = useRoomView();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  // Before the next key can arrive: what is typed right after the key for it belongs in here.
  useLayoutEffect(() => field.current?.focus(), []);
  const found = useComputed(() => view.state?.log ?? []).value;
  const seqs = findIn(found, query);
  const chosen = Math.min(at, Math.max(0, seqs.length - 1));
  const show = (index: number) => {
    if (seqs.length === 0) return;
    const next = (index + seqs.length) % seqs.length;
    setAt(next);
    const seq = seqs[next];
    if (seq !== undefined) void view.showMessage(seq);
  };
  const type = (text: string) => {
    setQuery(text);
    setAt(0);
    const first = findIn(found, text)[0];
    view.marked.value = null;
    if (first !== undefined) void view.showMessage(first);
  };
  const none = query.trim() === "" ? "" : "Nothing found here";
  return (
    <search class="find-bar" aria-label="Find in this room">
      <input
        ref={field}
        type="search"
        value={query}
        aria-label="Find in the messages on this page"
        placeholder="Find in these messages"
        autocomplete="off"
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          show(chosen + (event.shiftKey ? -1 : 1));
        }}
      />
      <span class="note find-count" role="status">
        {seqs.length > 0 ? `${chosen + 1} of ${seqs.length}` : none}
      </span>
      <button type="button" class="icon-button" aria-label="Earlier" onClick={() => show(chosen + 1)}>
        <Icon name="up" />
      </button>
      <button type="button" class="icon-button" aria-label="Later" onClick={() => show(chosen - 1)}>
        <Icon name="down" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Close the search"
        onClick={() => view.find(false)}
      >
        <Icon name="close" />
      </button>
    </search>
  );
}
