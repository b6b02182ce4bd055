import { useState } from "preact/hooks";
import { anchorFor, mostPicked, neighbours, offered } from "../../../complaints/picker";
import type { MessageItem, RoomState } from "../../../rooms/room_state";
import { clockTime } from "../../../time/local";
import { excerpt } from "../quote";
import type { Reported } from "../room_view";

interface PickProps {
  readonly item: MessageItem;
  readonly checked: boolean;
  readonly full: boolean;
  readonly pick: (seq: number) => void;
}

function Pick({ item, checked, full, pick }: PickProps) {
  return (
    <label class="pick" data-pick={item.seq}>
      <input type="checkbox" checked={checked} disabled={full && !checked} onChange={() => pick(item.seq)} />
      <span>
        <span class="note">
          <bdi>{item.by.name}</bdi>, {clockTime(item.at)}
        </span>{" "}
        <span dir="auto">{excerpt(item)}</span>
      </span>
    </label>
  );
}

interface ListProps {
  readonly room: RoomState;
  readonly what: Reported;
  readonly picked: readonly number[];
  readonly pick: (seq: number) => void;
}

/** Messages that go along as evidence: the one it is about and, if one wants, what stood around it. */
export function PickList({ room, what, picked, pick }: ListProps) {
  const [anchor] = useState(() =>
    what.kind === "message" ? what.seq : anchorFor(room, what.kind === "member" ? what.by.m : null),
  );
  const [reach, setReach] = useState({ before: neighbours, after: neighbours });
  const { messages, before, after } = offered(room, anchor, picked, reach);
  const more = (side: "before" | "after") => setReach({ ...reach, [side]: reach[side] + neighbours });
  const full = picked.length >= mostPicked;
  return (
    <fieldset class="field">
      <legend>Which messages go along</legend>
      {messages.length === 0 ? (
        <p class="note">There are no messages here just now. You can send it without any.</p>
      ) : (
        <div class="pick-list">
          {before > 0 && (
            <button type="button" class="button quiet small wide" onClick={() => more("before")}>
              Show earlier ones
            </button>
          )}
          {messages.map((item) => (
            <Pick key={item.seq} item={item} checked={picked.includes(item.seq)} full={full} pick={pick} />
          ))}
          {after > 0 && (
            <button type="button" class="button quiet small wide" onClick={() => more("after")}>
              Show later ones
            </button>
          )}
        </div>
      )}
      <p class="note" role="status">
        {full ? `${mostPicked} are picked; more cannot go along.` : `${picked.length} picked.`}
      </p>
    </fieldset>
  );
}
