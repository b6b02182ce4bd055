import { useRoomView } from "./room_view";
import { useRoomState } from "./use_room_state";

const namesShown = 3;

export function typingWords(names: readonly string[]): string {
  if (names.length === 0) return "";
  if (names.length > namesShown) return `${names.length} people are typing…`;
  const last = names.at(-1);
  const list = names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
  return `${list} ${names.length === 1 ? "is" : "are"} typing…`;
}

/** Who types, and what the server refused; it keeps its height so that nothing jumps. */
export function TypingLine() {
  const view = useRoomView();
  const state = useRoomState();
  const names = [...(state?.typing.keys() ?? [])]
    .map((m) => state?.members.get(m)?.name)
    .filter((name) => name !== undefined);
  return (
    <div class="typing-line">
      {view.notice.value ? (
        <span class="problem" role="alert">
          {view.notice.value}
        </span>
      ) : (
        <span class="note">{typingWords(names)}</span>
      )}
    </div>
  );
}
