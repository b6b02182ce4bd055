import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useApp } from "../../app/app";
import { keys } from "../../app/keys";
import { findMessage, lastOwnMessage } from "../../rooms/room_state";
import { editableUntil } from "../../rooms/speech";
import { readBody } from "../../text/body";
import { clean, measure } from "../../text/limits";
import { serverNow } from "../../time/server_clock";
import { Icon } from "../../ui/icons";
import { AttachButtons } from "./attach_buttons";
import { SpeechLine, useSpeech } from "./composer_speech";
import { MentionList, mentionListId, mentionOptionId } from "./mention_list";
import { attaching, PictureDraft, pictureIn } from "./picture_draft";
import { ReplyBar } from "./reply_bar";
import { useRoomView } from "./room_view";
import { useMentions } from "./use_mentions";

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
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);
  return field;
}

/** The text, and what stands in it before and while a message is edited. */
function useText() {
  const view = useRoomView();
  const { room } = view;
  const [draft, setDraft] = useState(room.writing.draft);
  const [edited, setEdited] = useState("");
  const editing = view.editing.value;
  const target = useComputed(() => {
    const seq = view.editing.value;
    return seq !== null && room.state.value ? findMessage(room.state.value, seq) : undefined;
  });
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
  return { text: editing === null ? draft : edited, write, clear: () => setDraft("") };
}

export function Composer() {
  const app = useApp();
  const view = useRoomView();
  const { room } = view;
  const { text, write, clear } = useText();
  const field = useAutoHeight(text);
  const attach = useMemo(() => attaching(room.writing), [room]);
  const allowed = useSpeech();
  const editing = view.editing.value;
  const pictured = editing === null && room.writing.picture.value !== null;
  const mentions = useMentions(field, (next, caret) => {
    write(next);
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  });

  useEffect(() => {
    view.attachComposer(() => field.current?.focus());
    view.attachDrop((event) => {
      if (view.editing.peek() === null) void attach.take(pictureIn(event.dataTransfer));
    });
    if (!isTouch()) field.current?.focus();
  }, [view, field, attach]);

  const fits = (value: string) =>
    (clean(value).trim() !== "" || pictured) && measure(value).left >= 0 && (editing !== null || allowed.may);
  const { left } = measure(text);

  const saveEdit = async (seq: number, now: string) => {
    const answer = await room.edit(seq, clean(now));
    if (!answer.ok) return view.tell(answer.refusal.text);
    if (view.editing.peek() === seq) view.editing.value = null;
  };
  const submit = () => {
    // The page is drawn once per frame; who types faster than that is taken at what stands in the field.
    const now = field.current?.value ?? text;
    if (!fits(now) || attach.busy.peek()) return;
    if (editing !== null) return void saveEdit(editing, now);
    const said = clean(now);
    room.say(said.trim() === "" ? "" : said, mentions.meant(said));
    clear();
    mentions.close();
    view.jumpToLatest();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // During composition Enter and arrows belong to the input method (229 is what Safari says).
    if (event.isComposing || event.keyCode === 229) return;
    if (mentions.key(event)) return event.preventDefault();
    if (keys.send.fits(event) && !isTouch()) {
      event.preventDefault();
      submit();
    } else if (keys.editLast.fits(event) && text === "" && editing === null) {
      const state = room.state.peek();
      const last = state && lastOwnMessage(state);
      if (!last || editableUntil(last, app.limits.peek()?.edit_window_ms) <= serverNow()) return;
      event.preventDefault();
      view.edit(last);
    }
  };
  const follow = () => {
    const element = field.current;
    if (element) mentions.typed(element.value, element.selectionStart);
  };
  const paste = (event: ClipboardEvent) => {
    const file = pictureIn(event.clipboardData);
    if (!file || editing !== null) return;
    event.preventDefault();
    void attach.take(file);
  };
  const open = mentions.offered.length > 0;
  return (
    <form
      class="composer"
      data-region
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {editing !== null ? (
        <p class="composer-mode">
          <Icon name="edit" />
          Editing your message
          <button type="button" class="button small" onClick={() => (view.editing.value = null)}>
            Cancel
          </button>
        </p>
      ) : (
        <>
          <SpeechLine now={allowed} />
          <ReplyBar />
          <PictureDraft attach={attach} />
        </>
      )}
      <MentionList mentions={mentions} />
      <div class="composer-row">
        {editing === null && (
          <AttachButtons attach={attach} disabled={!allowed.may && allowed.why === "not_voiced"} />
        )}
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={editing === null ? "Message" : "Edit message"}
          aria-autocomplete="list"
          aria-controls={open ? mentionListId : undefined}
          aria-activedescendant={open ? mentionOptionId(mentions.chosen) : undefined}
          placeholder="Message"
          data-region-focus
          enterkeyhint={isTouch() ? "enter" : "send"}
          onInput={(event) => {
            write(event.currentTarget.value);
            follow();
          }}
          onClick={follow}
          onBlur={() => mentions.close()}
          onPaste={paste}
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
          disabled={!fits(text)}
          aria-label={editing === null ? "Send" : "Save the edit"}
        >
          <Icon name={editing === null ? "send" : "check"} />
        </button>
      </div>
    </form>
  );
}
