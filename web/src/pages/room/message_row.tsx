import { useComputed } from "@preact/signals";
import { Component } from "preact";
import { useRef, useState } from "preact/hooks";
import { seenByPartner } from "../../rooms/direct";
import { isOwn, type MessageItem } from "../../rooms/room_state";
import { TextView } from "../../text/text_view";
import { briefTime, clockTime, fullTime } from "../../time/local";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import { LifeRing } from "../../ui/life_ring";
import { MessageTools, type ToolMode } from "./message_tools";
import { PictureView } from "./picture_view";
import { Quote } from "./quote";
import { Reactions } from "./reactions";
import { useRoomView } from "./room_view";

interface MessageRowProps {
  readonly item: MessageItem;
  /** The first of a group by the same author: it shows who. */
  readonly first: boolean;
}

function Time({ at, brief = false }: { readonly at: number; readonly brief?: boolean }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
      {brief ? briefTime(at) : clockTime(at)}
    </time>
  );
}

/** What changes without the message changing: the pin, what was looked for, who one is. */
function useMarks(item: MessageItem) {
  const view = useRoomView();
  return {
    pinned: useComputed(() => view.state?.pinned === item.seq).value,
    marked: useComputed(() => view.marked.value === item.seq).value,
    seen: useComputed(() => view.state !== null && seenByPartner(view.state) === item.seq).value,
    meant: useComputed(() => item.mentions.includes(view.state?.me ?? -1)).value,
  };
}

function Head({ item, own }: { readonly item: MessageItem; readonly own: boolean }) {
  return (
    <header class="message-head">
      <span class="author">{item.by.name}</span>
      {item.by.kind === "guest" && !own && <span class="guest">guest</span>}
      {item.by.kind === "hidden" && <span class="guest">hidden</span>}
      {own && <span class="note">you</span>}
      <Time at={item.at} />
    </header>
  );
}

function classes(flags: Readonly<Record<string, boolean>>): string {
  return ["message", ...Object.keys(flags).filter((name) => flags[name])].join(" ");
}

/** What the message says, shows and answers. */
function Content({ item }: { readonly item: MessageItem }) {
  const view = useRoomView();
  const members = view.room.state.peek()?.members;
  const names = item.mentions.map((m) => members?.get(m)?.name).filter((name) => name !== undefined);
  return (
    <>
      {item.replyTo !== null && <Quote seq={item.replyTo} />}
      <TextView body={item.body} names={names} quiet={item.media !== null} />
      {item.media && <PictureView item={item} media={item.media} />}
      {item.editedAt !== null && (
        <span class="edited" title={fullTime(item.editedAt)}>
          edited
        </span>
      )}
      <Reactions item={item} />
    </>
  );
}

function MessageRowPlain({ item, first }: MessageRowProps) {
  const view = useRoomView();
  const state = view.room.state.peek();
  const own = state !== null && isOwn(state, item);
  // The tools are drawn only where they are used: 500 rows of them would be slow.
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [mode, setMode] = useState<ToolMode>("buttons");
  const { pinned, marked, meant, seen } = useMarks(item);
  const row = useRef<HTMLElement>(null);
  const editing = view.editing.value === item.seq;
  const focusRow = () => {
    if (!row.current?.contains(document.activeElement)) row.current?.focus();
  };
  // A mouse that moved on is done with this row; a focus that the keyboard set stays.
  const letGo = () => {
    const active = document.activeElement;
    if (mode !== "buttons" || !(active instanceof HTMLElement) || active.matches(":focus-visible")) return;
    if (row.current?.contains(active)) active.blur();
  };
  const switchTools = (next: ToolMode) => {
    // The button that was pressed is about to go; without this the focus would fall out of the row with it.
    row.current?.focus();
    setMode(next);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: with keys a message is reached by the arrows.
    <article
      ref={row}
      class={classes({ first, editing, marked, meant })}
      data-message={item.seq}
      tabIndex={-1}
      aria-label={`${item.by.name}, ${clockTime(item.at)}`}
      onPointerEnter={(event) => setPointed(event.pointerType === "mouse")}
      onPointerLeave={(event) => {
        setPointed(false);
        if (event.pointerType === "mouse") letGo();
      }}
      onClick={focusRow}
      onFocusIn={() => setFocused(true)}
      onFocusOut={(event) => {
        const next = event.relatedTarget;
        const stays = next instanceof Node && event.currentTarget.contains(next);
        setFocused(stays);
        if (!stays) setMode("buttons");
      }}
    >
      {first ? (
        <Avatar name={item.by.avatar} />
      ) : (
        <span class="side-time">
          <Time at={item.at} brief />
        </span>
      )}
      <div class="message-body">
        {first && <Head item={item} own={own} />}
        {pinned && (
          <span class="pinned-mark">
            <Icon name="pin" />
            Pinned
          </span>
        )}
        <Content item={item} />
        {seen && <span class="note seen">Seen</span>}
      </div>
      <LifeRing from={item.at} until={item.expiresAt} />
      {(pointed || focused) && <MessageTools item={item} own={own} mode={mode} setMode={switchTools} />}
    </article>
  );
}

/** Drawn again only if its own message changed: the log is drawn as a whole on every event. */
export class MessageRow extends Component<MessageRowProps> {
  override shouldComponentUpdate(next: MessageRowProps): boolean {
    return next.item !== this.props.item || next.first !== this.props.first;
  }

  override render() {
    return <MessageRowPlain {...this.props} />;
  }
}
