import { useApp } from "../../app/app";
import { isStaffIn } from "../../rooms/rights";
import type { MessageItem } from "../../rooms/room_state";
import { editableUntil, mayReact, speech } from "../../rooms/speech";
import { secondHand, serverNow } from "../../time/server_clock";
import { Icon, type IconName } from "../../ui/icons";
import { useDerived } from "../../ui/use_derived";
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

interface ToolProps {
  readonly label: string;
  readonly icon: IconName;
  readonly act: () => void;
}

function Tool({ label, icon, act }: ToolProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

/** What one can do with a message; only what one may. */
export function MessageTools({ item, own, mode, setMode }: ToolsProps) {
  const app = useApp();
  const view = useRoomView();
  const until = editableUntil(item, app.limits.value?.edit_window_ms);
  // Also while the buttons are on screen: what is no longer possible goes.
  const editable = useDerived(() => own && Math.max(secondHand.value, serverNow()) < until, [own, until]);
  const { state } = view;
  if (!state) return null;
  if (mode === "react") return <EmojiPicker item={item} onDone={() => setMode("buttons")} />;
  if (mode === "delete") return <Confirm item={item} onKeep={() => setMode("buttons")} />;
  const now = serverNow();
  const staff = isStaffIn(state);
  const allowed = speech(state, now);
  const pinned = state.pinned === item.seq;
  const pin = async () => {
    const answer = await view.room.staff.pin(pinned ? 0 : item.seq);
    if (!answer.ok) view.tell(answer.refusal.text);
  };
  return (
    <div class="tools" role="group" aria-label="Message">
      {mayReact(state, now) && <Tool label="React" icon="react" act={() => setMode("react")} />}
      {(allowed.may || allowed.why === "slow") && (
        <Tool label="Reply" icon="reply" act={() => view.reply(item)} />
      )}
      {editable && <Tool label="Edit" icon="edit" act={() => view.edit(item)} />}
      {staff && <Tool label={pinned ? "Unpin" : "Pin"} icon="pin" act={() => void pin()} />}
      {!own && <Tool label={`About ${item.by.name}`} icon="person" act={() => view.showMember(item.by)} />}
      {!own && (
        <Tool
          label="Report"
          icon="flag"
          act={() => view.report({ kind: "message", seq: item.seq, by: item.by })}
        />
      )}
      {(own || staff) && <Tool label="Delete" icon="trash" act={() => setMode("delete")} />}
    </div>
  );
}
