import { useApp } from "../../app/app";
import { open } from "../../app/overlays";
import { partner, roomTitle } from "../../rooms/direct";
import { messageLifeWords, roomEndWords } from "../../time/lives";
import { Bell } from "../../ui/bell";
import { Icon } from "../../ui/icons";
import { LifeRing, TimeLeft } from "../../ui/life_ring";
import { Link } from "../../ui/link";
import { YouMenu } from "../../ui/you_menu";
import type { Card } from "../../wire/shapes";
import { headCount, officialWords } from "../landing/room_list";
import { RoomMenu } from "./room_menu";
import { useRoomView } from "./room_view";
import { useRoomState } from "./use_room_state";

/** How long the room and its messages live. */
function Lives({ card }: { readonly card: Card }) {
  const messages = `messages last ${messageLifeWords[card.message_life]}`;
  if (card.expires_at === null) {
    return (
      <span class="lives" title={`The room ${roomEndWords(card)}.`}>
        {messages}
      </span>
    );
  }
  return (
    <span class="lives">
      <LifeRing from={card.created_at} until={card.expires_at} />
      <span>
        <span class="lives-room">room </span>
        <span class="lives-words">ends in </span>
        <TimeLeft until={card.expires_at} />
      </span>
      <span class="lives-messages">, {messages}</span>
    </span>
  );
}

export function RoomHeader() {
  const app = useApp();
  const { room } = useRoomView();
  const state = useRoomState();
  if (!state) return null;
  const { card, count } = state;
  const direct = card.kind === "direct";
  const other = direct ? partner(state) : undefined;
  const elsewhere = app.rooms.unread.value - room.unread.value;
  return (
    <header class="room-head" data-region>
      <Link
        to="/"
        class="icon-button"
        label={elsewhere > 0 ? `Start page, ${elsewhere} new messages in other rooms` : "Start page"}
      >
        <Icon name="back" />
        {elsewhere > 0 && <span class="badge corner">{elsewhere}</span>}
      </Link>
      <div class="room-title">
        <h1>{roomTitle(state)}</h1>
        <p>
          {card.locked && (
            <span class="room-flag" title="Nobody new comes in">
              <Icon name="lock" />
              <span class="hidden">Locked, </span>
            </span>
          )}
          {card.official && (
            <span class="room-flag" title="This room was made by the people who run the server">
              <Icon name="official" />
              <span class="room-flag-word">{officialWords(card)} ·</span>
            </span>
          )}
          {card.topic !== "" && <span class="room-head-topic">{card.topic}</span>}
          {other && <span class="room-head-presence">{other.state === "here" ? "online" : "away"}</span>}
          <Lives card={card} />
        </p>
      </div>
      {!direct && (
        <>
          <button
            type="button"
            class="icon-button with-text roster-button"
            aria-label={`${headCount(count)} here, show them`}
            onClick={() => open("roster")}
          >
            <Icon name="people" />
            <span aria-hidden="true">{count}</span>
          </button>
          <button type="button" class="button share-button" onClick={() => open("share")}>
            <Icon name="share" />
            <span class="share-word">Share</span>
          </button>
        </>
      )}
      <Bell />
      <div class="wide-only">
        <YouMenu />
      </div>
      <RoomMenu />
    </header>
  );
}
