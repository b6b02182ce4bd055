import { useRef, useState } from "preact/hooks";
import { candidates, complete, mentioned, type Typed, typedMention } from "../../rooms/mentions";
import type { Member } from "../../wire/shapes";
import { useRoomView } from "./room_view";

export interface Mentions {
  /** Whom the typed "@…" may mean; empty while none is typed. */
  readonly offered: readonly Member[];
  readonly chosen: number;
  /** The text or the caret changed. */
  typed(text: string, caret: number): void;
  /** Handles arrows, Enter, Tab and Esc while something is offered; says whether it did. */
  key(event: KeyboardEvent): boolean;
  pick(member: Member): void;
  /** The members meant by the text that goes out. */
  meant(text: string): readonly number[];
  close(): void;
}

/** Completion of "@name". `put` takes the new text and where the caret belongs. */
export function useMentions(
  field: { readonly current: HTMLTextAreaElement | null },
  put: (text: string, caret: number) => void,
): Mentions {
  const { room } = useRoomView();
  const [typed, setTyped] = useState<Typed | null>(null);
  const [at, setAt] = useState(0);
  // Names as they were put in: a later renaming does not take the mention away.
  const picked = useRef(new Map<number, string>());
  const state = room.state.peek();
  const offered = typed && state ? candidates(state.members.values(), state.me, typed.query) : [];
  const chosen = Math.min(at, Math.max(0, offered.length - 1));
  const pick = (member: Member) => {
    const element = field.current;
    if (!typed || !element) return;
    picked.current.set(member.m, member.name);
    const next = complete(element.value, typed, element.selectionStart, member.name);
    setTyped(null);
    put(next.text, next.caret);
  };
  return {
    offered,
    chosen,
    typed: (text, caret) => {
      setTyped(typedMention(text, caret));
      setAt(0);
    },
    key: (event) => {
      if (offered.length === 0) return false;
      const { key } = event;
      const member = offered[chosen];
      if (key === "ArrowDown") setAt((chosen + 1) % offered.length);
      else if (key === "ArrowUp") setAt((chosen - 1 + offered.length) % offered.length);
      else if (key === "Escape") setTyped(null);
      else if ((key === "Enter" || key === "Tab") && !event.shiftKey && member) pick(member);
      else return false;
      return true;
    },
    pick,
    meant: (text) => {
      const numbers = mentioned(text, picked.current);
      picked.current = new Map();
      return numbers;
    },
    close: () => setTyped(null),
  };
}
