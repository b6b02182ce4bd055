import { useApp } from "../../app/app";
import type { Outgoing } from "../../rooms/outbox";
import { myself } from "../../rooms/room_state";
import { TextView } from "../../text/text_view";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import { reserve } from "./picture_view";
import { Quote } from "./quote";
import { useRoomView } from "./room_view";

interface OutgoingRowProps {
  readonly item: Outgoing;
  readonly first: boolean;
}

/** How far the picture is, with a way back. */
function Uploading({ item }: { readonly item: Outgoing }) {
  const { writing } = useRoomView().room;
  const part = Math.round(writing.progress.value * 100);
  return (
    <div class="uploading">
      <progress max={100} value={part} aria-label="Uploading the picture" />
      <span class="status">{part < 100 ? `${part} %` : "Almost there…"}</span>
      <button type="button" class="button small" onClick={() => writing.takeBack(item.cid)}>
        Cancel
      </button>
    </div>
  );
}

function Status({ item }: { readonly item: Outgoing }) {
  if (item.state === "taken") return <span class="status">Sent</span>;
  if (item.state === "sending") {
    return item.picture && !item.media ? <Uploading item={item} /> : <span class="status">Sending…</span>;
  }
  return <span class="status">{item.problem ?? "Waiting to be sent"}</span>;
}

function Failed({ item }: { readonly item: Outgoing }) {
  const view = useRoomView();
  const { writing } = view.room;
  return (
    <div class="failed" role="alert">
      <span class="problem">Not sent: {item.problem}</span>
      <button type="button" class="button small" onClick={() => writing.retry(item.cid)}>
        <Icon name="retry" />
        Retry
      </button>
      <button
        type="button"
        class="button small"
        onClick={() => {
          // Text and picture go back to where they can be changed; what is already there is kept below.
          writing.takeBack(item.cid);
          view.focusComposer();
        }}
      >
        Change
      </button>
      <button type="button" class="button small" onClick={() => writing.discard(item.cid)}>
        Discard
      </button>
    </div>
  );
}

/** A message of one's own that is not in the log yet. */
export function OutgoingRow({ item, first }: OutgoingRowProps) {
  const view = useRoomView();
  const you = useApp().you.value;
  // Under a pseudonym one is somebody else here than everywhere else.
  const me = (view.state && myself(view.state)) ?? you;
  return (
    <article class={first ? "message first outgoing" : "message outgoing"} tabIndex={-1}>
      {first ? <Avatar name={me?.avatar ?? "a0"} /> : <span class="side-time" />}
      <div class="message-body">
        {first && (
          <header class="message-head">
            <span class="author">{me?.name ?? "You"}</span>
            <span class="note">you</span>
          </header>
        )}
        {item.replyTo !== null && <Quote seq={item.replyTo} />}
        <TextView body={{ text: item.text }} quiet={item.picture !== null} />
        {item.picture && (
          <span class="picture" style={reserve(item.picture)}>
            <img src={item.picture.url} alt={item.picture.name} draggable={false} />
          </span>
        )}
        {item.state === "failed" ? <Failed item={item} /> : <Status item={item} />}
      </div>
    </article>
  );
}
