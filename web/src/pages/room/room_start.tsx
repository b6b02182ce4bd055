import { open } from "../../app/overlays";
import { roomTitle } from "../../rooms/direct";
import { messageLifeWords, roomEndWords } from "../../time/lives";
import { Icon } from "../../ui/icons";
import { useRoomState } from "./use_room_state";

/** The top of the log: what this room is, what is kept of it, and what to do while nobody has written. */
export function RoomStart() {
  const state = useRoomState();
  if (!state) return null;
  const { card, count } = state;
  const direct = card.kind === "direct";
  const quiet = !state.log.some((item) => item.kind === "message");
  return (
    <section class="room-start">
      <h2>{roomTitle(state)}</h2>
      {card.topic !== "" && <p>{card.topic}</p>}
      <p class="note">
        Each message is erased {messageLifeWords[card.message_life]} after it was sent
        {direct
          ? ", and all of them at once when you are friends no more."
          : `; the room ${roomEndWords(card)}.`}
      </p>
      {quiet && (
        <p class="room-start-act">
          {count > 1 ? "Nobody has written anything. Say hello." : "Nobody else is here yet."}
          {count <= 1 && (
            <button type="button" class="button" onClick={() => open("share")}>
              <Icon name="share" />
              Share the link
            </button>
          )}
        </p>
      )}
    </section>
  );
}
