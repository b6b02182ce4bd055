import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MessageItem } from "../../rooms/room_state";
import { useRoomView } from "./room_view";

const offered: readonly { readonly emoji: string; readonly label: string }[] = [
  { emoji: "👍", label: "Thumbs up" },
  { emoji: "❤️", label: "Heart" },
  { emoji: "😂", label: "Laughing" },
  { emoji: "🎉", label: "Celebration" },
  { emoji: "😮", label: "Surprised" },
  { emoji: "😢", label: "Sad" },
];

interface PickerProps {
  readonly item: MessageItem;
  readonly onDone: () => void;
}

/** A few emoji and a field for any other. Which ones are emoji is decided by the server. */
export function EmojiPicker({ item, onDone }: PickerProps) {
  const view = useRoomView();
  const [typed, setTyped] = useState("");
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const react = async (emoji: string) => {
    const mine = item.reactions.some((tally) => tally.emoji === emoji && tally.mine);
    onDone();
    const answer = await view.room.react(item.seq, emoji, !mine);
    if (!answer.ok) view.tell(answer.refusal.text);
  };
  return (
    <div
      class="tools picker"
      role="group"
      aria-label="React with"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onDone();
      }}
    >
      {offered.map(({ emoji, label }, index) => (
        <button
          key={emoji}
          ref={index === 0 ? first : null}
          type="button"
          class="icon-button emoji"
          aria-label={label}
          onClick={() => void react(emoji)}
        >
          {emoji}
        </button>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== "") void react(typed.trim());
        }}
      >
        <input
          class="emoji-input"
          aria-label="Any other emoji, then Enter"
          placeholder="Other"
          autocomplete="off"
          maxLength={32}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
    </div>
  );
}
