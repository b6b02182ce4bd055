import { useState } from "preact/hooks";
import { close } from "../../../app/overlays";
import { Dialog } from "../../../ui/dialog";
import { useRoomView } from "../room_view";
import { Problem } from "./problem";
import { useAct } from "./use_act";

const reasonPoints = 140;

export function CloseDialog() {
  const { staff } = useRoomView().room;
  const acting = useAct();
  const [reason, setReason] = useState("");
  const left = reasonPoints - [...reason].length;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (left >= 0 && (await acting.run(() => staff.close(reason)))) close("close_room");
  };
  return (
    <Dialog title="Close this room" onClose={() => close("close_room")}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <p>
          After a short countdown everything in it is erased, for everybody and for good: messages, pictures,
          people. The link cannot be used again.
        </p>
        <label class="field">
          <span>Why, if you want to say it</span>
          <input
            autofocus
            value={reason}
            autocomplete="off"
            aria-invalid={left < 0}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        {left < 30 && (
          <p class={left < 0 ? "problem" : "note"} role="status">
            {left < 0 ? `${-left} characters too many` : `${left} characters left`}
          </p>
        )}
        <Problem acting={acting} />
        <div class="actions">
          <button type="button" class="button" onClick={() => close("close_room")}>
            Keep the room
          </button>
          <button type="submit" class="button danger" disabled={acting.busy || left < 0}>
            Close the room
          </button>
        </div>
      </form>
    </Dialog>
  );
}
