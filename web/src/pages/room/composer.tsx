import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { keys } from "../../app/keys";
import { findMessage, lastOwnMessage } from "../../rooms/room_state";
import { readBody } from "../../text/body";
import { clean, measure } from "../../text/limits";
import { Icon } from "../../ui/icons";
import { useRoomView } from "./room_view";

const counterFrom = 400;

/** On a touch screen Enter makes a new line, because there Shift is far away and the button is near. */
function isTouch(): boolean {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}

function useAutoHeight(value: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [value]);
  return field;
}

function canSend(text: string): boolean {
  return clean(text).trim() !== "" && measure(text).left >= 0;
}

export function Composer() {
  const view = useRoomView();
  const { room } = view;
  const [draft, setDraft] = useState(room.writing.draft);
  const [edited, setEdited] = useState("");
  const editing = view.editing.value;
  const text = editing === null ? draft : edited;
  const field = useAutoHeight(text);
  const target = useComputed(() => {
    const seq = view.editing.value;
    return seq !== null && room.state.value ? findMessage(room.state.value, seq) : undefined;
  });

  useEffect(() => {
    view.attachComposer(() => field.current?.focus());
    if (!isTouch()) field.current?.focus();
  }, [view, field]);
  useSignalEffect(() => {
    const offered = room.writing.offered.value;
    if (offered !== null) setDraft(offered);
  });
  // Starts with the present text; ends by itself when the message is gone.
  useLayoutEffect(() => {
    if (editing === null) return;
    const body = readBody(target.peek()?.body ?? {});
    setEdited(body.kind === "text" ? body.text : "");
  }, [editing, target]);
  useSignalEffect(() => {
    if (view.editing.value !== null && target.value === undefined) {
      view.editing.value = null;
      view.tell("That message is gone.");
    }
  });

  const write = (value: string) => {
    if (editing !== null) return setEdited(value);
    setDraft(value);
    room.writing.keep(value);
    if (value.trim() !== "") room.writing.type();
  };
  const { left } = measure(text);
  const sendable = canSend(text);

  const saveEdit = async (seq: number, now: string) => {
    const answer = await room.edit(seq, clean(now));
    if (!answer.ok) return view.tell(answer.refusal.text);
    if (view.editing.peek() === seq) view.editing.value = null;
  };
  const submit = () => {
    // The page is drawn once per frame; who types faster than that is taken at what stands in the field.
    const now = field.current?.value ?? text;
    if (!canSend(now)) return;
    if (editing !== null) return void saveEdit(editing, now);
    room.say(clean(now));
    setDraft("");
    view.jumpToLatest();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // During composition Enter and arrows belong to the input method (229 is what Safari says).
    if (event.isComposing || event.keyCode === 229) return;
    if (keys.send.fits(event) && !isTouch()) {
      event.preventDefault();
      submit();
    } else if (keys.editLast.fits(event) && text === "" && editing === null) {
      const state = room.state.peek();
      const last = state && lastOwnMessage(state);
      if (!last || readBody(last.body).kind !== "text") return;
      event.preventDefault();
      view.edit(last);
    }
  };
  return (
    <form
      class="composer"
      data-region
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {editing !== null && (
        <p class="composer-mode">
          <Icon name="edit" />
          Editing your message
          <button type="button" class="button small" onClick={() => (view.editing.value = null)}>
            Cancel
          </button>
        </p>
      )}
      <div class="composer-row">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={editing === null ? "Message" : "Edit message"}
          placeholder="Message"
          data-region-focus
          enterkeyhint={isTouch() ? "enter" : "send"}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {left < counterFrom && (
          <span class={left < 0 ? "counter over" : "counter"} role="status">
            {left < 0 ? `${-left} too many` : `${left} left`}
          </span>
        )}
        <button
          type="submit"
          class="icon-button send"
          disabled={!sendable}
          aria-label={editing === null ? "Send" : "Save the edit"}
        >
          <Icon name={editing === null ? "send" : "check"} />
        </button>
      </div>
    </form>
  );
}
