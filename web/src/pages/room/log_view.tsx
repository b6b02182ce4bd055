import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { keys } from "../../app/keys";
import { makeRows, type Row } from "../../rooms/rows";
import { localDay } from "../../time/local";
import { serverNow } from "../../time/server_clock";
import { Icon } from "../../ui/icons";
import { MessageRow } from "./message_row";
import { OutgoingRow } from "./outgoing_row";
import { ActRow, BreakRow, DayRow, GapRow, PeopleRow, UnreadRow } from "./plain_rows";
import { RoomStart } from "./room_start";
import { useRoomView } from "./room_view";
import { useRoomState } from "./use_room_state";
import { useScroll } from "./use_scroll";

function RowView({ row }: { readonly row: Row }) {
  switch (row.kind) {
    case "day":
      return <DayRow at={row.at} />;
    case "message":
      return <MessageRow item={row.item} first={row.first} />;
    case "outgoing":
      return <OutgoingRow item={row.item} first={row.first} />;
    case "people":
      return <PeopleRow items={row.items} />;
    case "act":
      return <ActRow item={row.item} />;
    case "gap":
      return <GapRow expired={row.expired} />;
    case "break":
      return <BreakRow />;
    case "unread":
      return <UnreadRow />;
  }
}

/** Moves the focus from message to message; the log itself is one stop for Tab. */
function step(log: HTMLElement, back: boolean): void {
  const rows = [...log.querySelectorAll<HTMLElement>("[data-message]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at === -1 ? rows.at(-1) : rows[at + (back ? -1 : 1)];
  next?.focus();
}

function JumpButton({ jump }: { readonly jump: () => void }) {
  const view = useRoomView();
  if (view.atBottom.value) return null;
  const unread = view.room.unread.value;
  return (
    <button type="button" class={unread > 0 ? "jump primary" : "jump"} onClick={jump}>
      <Icon name="down" />
      {unread > 0 ? `${unread} new` : "Latest"}
    </button>
  );
}

export function LogView() {
  const view = useRoomView();
  const { room } = view;
  const state = useRoomState();
  const rows = useComputed<readonly Row[]>(() =>
    view.state
      ? makeRows({
          log: view.state.log,
          outgoing: view.outgoing,
          me: view.state.me,
          readUpTo: room.reading.value.divider,
          dayOf: localDay,
          now: serverNow(),
        })
      : [],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const { onScroll, jump } = useScroll(scroller, view, rows.value);
  useEffect(() => view.attachLog(jump), [view, jump]);

  const onKeyDown = (event: KeyboardEvent) => {
    const writing = event.target instanceof HTMLInputElement;
    if (writing || !scroller.current || (!keys.up.fits(event) && !keys.down.fits(event))) return;
    event.preventDefault();
    step(scroller.current, keys.up.fits(event));
  };
  if (!state) return null;
  return (
    <div class="log-frame" data-region>
      <div
        ref={scroller}
        class="log"
        role="log"
        aria-live="off"
        aria-label={`Messages in ${state.card.name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus.
        tabIndex={0}
        data-region-focus
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div class="log-rows">
          {state.older ? (
            <button type="button" class="button small older" onClick={() => void room.readOlder()}>
              Show earlier messages
            </button>
          ) : (
            <RoomStart />
          )}
          {rows.value.map((row) => (
            <RowView key={row.key} row={row} />
          ))}
        </div>
      </div>
      <JumpButton jump={jump} />
    </div>
  );
}
