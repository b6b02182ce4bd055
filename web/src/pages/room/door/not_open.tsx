import { useEffect, useState } from "preact/hooks";
import { opensIn } from "../../../time/lives";
import { fullTime, opensWords } from "../../../time/local";
import { secondHand, serverNow } from "../../../time/server_clock";
import { Link } from "../../../ui/link";
import { useDerived } from "../../../ui/use_derived";
import type { Card } from "../../../wire/shapes";
import { officialWords } from "../../landing/room_list";
import { DoorFrame } from "./door_frame";
import { Facts } from "./facts";
import { Identity } from "./identity";
import type { Entry } from "./use_entry";
import "../../../styles/official.css";

/** Those who wait come in one after the other, and not all in the same moment. */
const spreadMs = 1_500;

interface NotOpenProps {
  readonly card: Card;
  /** When it opens, by the server's clock. */
  readonly until: number;
  readonly entry: Entry;
}

/** A room that is to open: one sees when, and comes in by oneself then, if one stays and wants to. */
export function NotOpen({ card, until, entry }: NotOpenProps) {
  const [comeIn, setComeIn] = useState(true);
  const [spread] = useState(() => Math.random() * spreadMs);
  const left = useDerived(() => Math.max(0, until - secondHand.value), [until]);
  const mine = useDerived(() => secondHand.value >= until + spread, [until, spread]);
  useEffect(() => {
    if (mine && comeIn && !entry.busy) entry.join({});
  }, [mine, comeIn]);
  return (
    <DoorFrame title={card.name} eyebrow={officialWords(card)}>
      {card.topic !== "" && <p class="lead">{card.topic}</p>}
      <p class="lead" role="status">
        This room is not open yet. It{" "}
        <time dateTime={new Date(until).toISOString()} title={fullTime(until)}>
          {opensWords(until, serverNow())}
        </time>
        .
      </p>
      <p class="opens-in" aria-hidden="true">
        {left > 0 ? `in ${opensIn(left)}` : "now"}
      </p>
      <Facts card={card} />
      <Identity hidden={entry.hidden} choose={entry.choose} />
      <label class="radio">
        <input type="checkbox" checked={comeIn} onChange={() => setComeIn(!comeIn)} />
        <span>
          Bring me in when it opens
          <span class="note">Keep this page open until then.</span>
        </span>
      </label>
      <div class="door-acts">
        {!comeIn && left === 0 && (
          <button
            type="button"
            class="button primary large"
            disabled={entry.busy}
            onClick={() => entry.join({})}
          >
            Join
          </button>
        )}
        <Link to="/" class="button large">
          Go to the start page
        </Link>
      </div>
    </DoorFrame>
  );
}
