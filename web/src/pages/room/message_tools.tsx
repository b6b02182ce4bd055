import { useApp } from "../../app/app";
import type { MessageItem } from "../../rooms/room_state";
import { readBody } from "../../text/body";
import { serverNow } from "../../time/server_clock";
import { Icon } from "../../ui/icons";
import { EmojiPicker } from "./emoji_picker";
import { useRoomView } from "./room_view";

interface ToolsProps {
  readonly item: MessageItem;
  readonly own: boolean;
  readonly mode: ToolMode;
  readonly setMode: (mode: ToolMode) => void;
}

export type ToolMode = "buttons" | "react" | "delete";

function Confirm({ item, onKeep }: { readonly item: MessageItem; readonly onKeep: () => void }) {
  const view = useRoomView();
  const remove = async () => {
    const answer = await view.room.remove(item.seq);
    if (!answer.ok) view.tell(answer.refusal.text);
    onKeep();
    view.focusComposer();
  };
  return (
    <div class="tools confirm" role="group" aria-label="Delete this message?">
      <span>Delete for everyone?</span>
      <button type="button" class="button small danger" autofocus onClick={() => void remove()}>
        Delete
      </button>
      <button type="button" class="button small" onClick={onKeep}>
        Keep
      </button>
    </div>
  );
}

const editWindowMs = 15 * 60_000;

/** What one can do with a message. Moderators' acts will be further buttons here. */
export function MessageTools({ item, own, mode, setMode }: ToolsProps) {
  const app = useApp();
  const view = useRoomView();
  if (mode === "react") return <EmojiPicker item={item} onDone={() => setMode("buttons")} />;
  if (mode === "delete") return <Confirm item={item} onKeep={() => setMode("buttons")} />;
  const windowMs = app.limits.value?.edit_window_ms ?? editWindowMs;
  const editable = own && readBody(item.body).kind === "text" && serverNow() < item.at + windowMs;
  return (
    <div class="tools" role="group" aria-label="Message">
      <button
        type="button"
        class="icon-button"
        aria-label="React"
        title="React"
        onClick={() => setMode("react")}
      >
        <Icon name="react" />
      </button>
      {editable && (
        <button
          type="button"
          class="icon-button"
          aria-label="Edit"
          title="Edit"
          onClick={() => view.edit(item)}
        >
          <Icon name="edit" />
        </button>
      )}
      {own && (
        <button
          type="button"
          class="icon-button"
          aria-label="Delete"
          title="Delete"
          onClick={() => setMode("delete")}
        >
          <Icon name="trash" />
        </button>
      )}
    </div>
  );
}
