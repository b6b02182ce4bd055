import { useComputed } from "@preact/signals";
import { mayInRoom, myRole } from "../../rooms/rights";
import { findMessage, nameOf } from "../../rooms/room_state";
import { countdown } from "../../time/lives";
import { secondHand, serverNow } from "../../time/server_clock";
import { Icon } from "../../ui/icons";
import { TimeLeft } from "../../ui/life_ring";
import { excerpt } from "./quote";
import { useRoomView } from "./room_view";
import { useRoomState } from "./use_room_state";

/** The last seconds of a room, with the owner's reason. */
export function ClosingBanner() {
  const view = useRoomView();
  const closing = useRoomState()?.closing ?? null;
  const left = useComputed(() => {
    const at = view.state?.closing?.closesAt;
    // The hand says when to count again; the count itself is exact, so that ten seconds are not eleven.
    const now = Math.max(secondHand.value, serverNow());
    return at === undefined ? "" : countdown(at, now);
  });
  if (!closing) return null;
  return (
    <div class="room-banner urgent" role="alert">
      <p>
        {view.state?.card.official ? "This room closes" : "The owner closes this room"}
        {closing.text === "" ? "" : `: “${closing.text}”`}. Everything in it is erased{" "}
        <span aria-hidden="true">in {left}</span>.
      </p>
    </div>
  );
}

/** The offer of the room, for the one who may take it and the one who made it. */
export function OfferBanner() {
  const view = useRoomView();
  const state = useRoomState();
  const over = useComputed(() => (view.state?.offer?.expiresAt ?? 0) <= secondHand.value).value;
  if (!state?.offer || over) return null;
  const { offer } = state;
  const { staff } = view.room;
  const answer = async (accept: boolean) => {
    const got = await staff.answerOffer(accept);
    if (!got.ok) view.tell(got.refusal.text);
  };
  const cancel = async () => {
    const got = await staff.cancelOffer();
    if (!got.ok) view.tell(got.refusal.text);
  };
  if (offer.m === state.me) {
    return (
      <div class="room-banner" role="status">
        <p>
          The owner offers you this room. If you accept, you run it, and they become a moderator.{" "}
          <span class="note" aria-hidden="true">
            <TimeLeft until={offer.expiresAt} /> left
          </span>
        </p>
        <div class="act-row">
          <button type="button" class="button primary" onClick={() => void answer(true)}>
            Accept
          </button>
          <button type="button" class="button" onClick={() => void answer(false)}>
            Decline
          </button>
        </div>
      </div>
    );
  }
  if (!mayInRoom(myRole(state), "cancel_offer")) return null;
  return (
    <div class="room-banner" role="status">
      <p>
        You offered this room to {nameOf(state, offer.m)}.{" "}
        <span class="note" aria-hidden="true">
          <TimeLeft until={offer.expiresAt} /> left
        </span>
      </p>
      <button type="button" class="button" onClick={() => void cancel()}>
        Cancel the offer
      </button>
    </div>
  );
}

/** The pinned message, one line high; it leads to the message. */
export function PinnedBar() {
  const view = useRoomView();
  const state = useRoomState();
  if (!state || state.pinned === 0) return null;
  const item = findMessage(state, state.pinned);
  // What is neither here nor further up has run out.
  if (!item && !state.older) return null;
  const unpin = async () => {
    const got = await view.room.staff.pin(0);
    if (!got.ok) view.tell(got.refusal.text);
  };
  return (
    <div class="pinned-bar" role="group" aria-label="Pinned message">
      <button type="button" class="pinned-line" onClick={() => void view.showMessage(state.pinned)}>
        <Icon name="pin" />
        {item ? (
          <span class="pinned-text">
            <strong>{item.by.name}</strong> {excerpt(item)}
          </span>
        ) : (
          <span class="pinned-text">A pinned message further up</span>
        )}
      </button>
      {mayInRoom(myRole(state), "pin") && (
        <button type="button" class="icon-button" aria-label="Unpin" onClick={() => void unpin()}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

/** Who waits at the door, for the staff. */
export function KnockBanner({ show }: { readonly show: () => void }) {
  const count = useRoomState()?.knocks.length ?? 0;
  if (count === 0) return null;
  return (
    <div class="room-banner" role="status">
      <Icon name="knock" />
      <p>{count === 1 ? "Somebody knocks." : `${count} people knock.`}</p>
      <button type="button" class="button primary" onClick={show}>
        See who
      </button>
    </div>
  );
}
