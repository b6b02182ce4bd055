import type { MessageItem } from "../../rooms/room_state";
import { useRoomView } from "./room_view";

export function Reactions({ item }: { readonly item: MessageItem }) {
  const view = useRoomView();
  if (item.reactions.length === 0) return null;
  const toggle = async (emoji: string, on: boolean) => {
    const answer = await view.room.react(item.seq, emoji, on);
    if (!answer.ok) view.tell(answer.refusal.text);
  };
  return (
    <div class="reactions" role="group" aria-label="Reactions">
      {item.reactions.map(({ emoji, count, mine }) => (
        <button
          key={emoji}
          type="button"
          class="reaction"
          aria-pressed={mine}
          aria-label={`${emoji}, ${count}`}
          onClick={() => void toggle(emoji, !mine)}
        >
          <span class="emoji">{emoji}</span> {count}
        </button>
      ))}
    </div>
  );
}
