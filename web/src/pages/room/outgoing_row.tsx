import { useApp } from "../../app/app";
import type { Outgoing } from "../../rooms/outbox";
import { TextView } from "../../text/text_view";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import { useRoomView } from "./room_view";

interface OutgoingRowProps {
  readonly item: Outgoing;
  readonly first: boolean;
}

function Status({ item }: { readonly item: Outgoing }) {
  if (item.state === "taken") return <span class="status">Sent</span>;
  if (item.state === "sending") return <span class="status">Sending…</span>;
  return <span class="status">{item.problem ?? "Waiting to be sent"}</span>;
}

function Failed({ item }: { readonly item: Outgoing }) {
  const view = useRoomView();
  const { room } = view;
  return (
    <div class="failed" role="alert">
      <span class="problem">Not sent: {item.problem}</span>
      <button type="button" class="button small" onClick={() => room.writing.retry(item.cid)}>
        <Icon name="retry" />
        Retry
      </button>
      <button
        type="button"
        class="button small"
        onClick={() => {
          // The text goes back to where it can be changed; what is already there is kept below it.
          const draft = room.writing.draft;
          room.writing.discard(item.cid);
          room.writing.offer(draft === "" ? item.text : `${item.text}\n${draft}`);
          view.focusComposer();
        }}
      >
        Change
      </button>
      <button type="button" class="button small" onClick={() => room.writing.discard(item.cid)}>
        Discard
      </button>
    </div>
  );
}

/** A message of one's own that is not in the log yet. */
export function OutgoingRow({ item, first }: OutgoingRowProps) {
  const you = useApp().you.value;
  return (
    <article class={first ? "message first outgoing" : "message outgoing"} tabIndex={-1}>
      {first ? <Avatar name={you?.avatar ?? "a0"} /> : <span class="side-time" />}
      <div class="message-body">
        {first && (
          <header class="message-head">
            <span class="author">{you?.name ?? "You"}</span>
            <span class="note">you</span>
          </header>
        )}
        <TextView body={{ text: item.text }} />
        {item.state === "failed" ? <Failed item={item} /> : <Status item={item} />}
      </div>
    </article>
  );
}
