import { useComputed, useSignalEffect } from "@preact/signals";
import { findMessage } from "../../rooms/room_state";
import { Icon } from "../../ui/icons";
import { excerpt } from "./quote";
import { useRoomView } from "./room_view";

/** Which message is being answered. The answer stays when that message goes, only the reference is let go. */
export function ReplyBar() {
  const view = useRoomView();
  const { replyTo } = view.room.writing;
  const item = useComputed(() => {
    const seq = replyTo.value;
    return seq !== null && view.state ? findMessage(view.state, seq) : undefined;
  });
  useSignalEffect(() => {
    if (replyTo.value !== null && view.state && item.value === undefined) {
      replyTo.value = null;
      view.tell("The message you answer is gone.");
    }
  });
  const shown = item.value;
  if (!shown) return null;
  return (
    <div class="composer-mode">
      <Icon name="reply" />
      <p class="composer-quote">
        Answering <strong>{shown.by.name}</strong> <span>{excerpt(shown)}</span>
      </p>
      <button
        type="button"
        class="icon-button"
        aria-label="Do not answer this message"
        onClick={() => {
          replyTo.value = null;
          view.focusComposer();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
