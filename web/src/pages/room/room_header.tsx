import { useApp } from "../../app/app";
import { open } from "../../app/overlays";
import { prefer, preferences } from "../../app/preferences";
import { navigate } from "../../app/router";
import { partner, roomTitle } from "../../rooms/direct";
import { mayInRoom, myRole } from "../../rooms/rights";
import { myself } from "../../rooms/room_state";
import { messageLifeWords, roomEndWords } from "../../time/lives";
import { Avatar } from "../../ui/avatar";
import { Bell } from "../../ui/bell";
import { Icon } from "../../ui/icons";
import { later } from "../../ui/later";
import { LifeRing, TimeLeft } from "../../ui/life_ring";
import { Link } from "../../ui/link";
import { Menu } from "../../ui/menu";
import { MenuItem, YouItems, YouMenu } from "../../ui/you_menu";
import type { Card } from "../../wire/shapes";
import { headCount, officialWords } from "../landing/room_list";
import { useRoomView } from "./room_view";
import { useRoomState } from "./use_room_state";

const RoomLevel = later(async () => (await import("./room_level")).RoomLevel);

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

/** Shown only to those who may use it. */
function StaffItems() {
  const view = useRoomView();
  const { state } = view;
  if (!state) return null;
  const role = myRole(state);
  if (!mayInRoom(role, "lock")) return null;
  const waiting = state.knocks.length;
  return (
    <>
      <button type="button" class="menu-item" onClick={() => open("settings")}>
        <Icon name="settings" />
        <span>{mayInRoom(role, "settings") ? "Settings of the room" : "Lock and slow mode"}</span>
      </button>
      {(state.card.entry === "knock" || waiting > 0) && (
        <button type="button" class="menu-item" onClick={() => open("knocks")}>
          <Icon name="knock" />
          <span>At the door</span>
          {waiting > 0 && <span class="badge">{waiting}</span>}
        </button>
      )}
      <button type="button" class="menu-item" onClick={() => open("bans")}>
        <Icon name="ban" />
        <span>Banned people</span>
      </button>
    </>
  );
}

/** Who one is in this room, where that is not who one is elsewhere. */
function Pseudonym() {
  const you = useApp().you.value;
  const { state } = useRoomView();
  const me = state && myself(state);
  if (!you || !me || !state.hidden) return null;
  return (
    <p class="menu-row">
      <Avatar name={me.avatar} small />
      <span class="menu-grow">
        {me.name}
        <span class="note">Your pseudonym here. Nobody sees that you are {you.name}.</span>
      </span>
    </p>
  );
}

/** Of a direct, the other one is reported: there is nobody else in it. */
function ReportItem() {
  const view = useRoomView();
  const { state } = view;
  if (!state) return null;
  const other = state.card.kind === "direct" ? partner(state) : undefined;
  return (
    <MenuItem icon="flag" run={() => view.report(other ? { kind: "member", by: other } : { kind: "room" })}>
      {other ? `Report ${other.name}` : "Report this room"}
    </MenuItem>
  );
}

function RoomMenu() {
  const app = useApp();
  const view = useRoomView();
  const direct = view.state?.card.kind === "direct";
  return (
    <Menu
      which="menu"
      id="room-menu"
      class="icon-button"
      label="Settings of this page"
      face={<Icon name="more" />}
    >
      <Pseudonym />
      <div class="narrow-only">
        <YouItems />
        <hr class="menu-line" />
        <MenuItem icon="bell" run={() => navigate("/inbox")}>
          Inbox
        </MenuItem>
        {!direct && (
          <MenuItem icon="share" run={() => open("share")}>
            Share this room
          </MenuItem>
        )}
      </div>
      <MenuItem icon="search" run={() => view.find(true)}>
        Find in this room
      </MenuItem>
      <StaffItems />
      <ReportItem />
      <RoomLevel id={view.room.id} />
      <label class="menu-row">
        <span>Show others when I type</span>
        <input
          type="checkbox"
          class="switch"
          checked={preferences.value.typing}
          onChange={(event) => prefer({ typing: event.currentTarget.checked })}
        />
      </label>
      <button type="button" class="menu-item keyboard-only" onClick={() => open("keys")}>
        <Icon name="keys" />
        <span>Keys</span>
      </button>
      {!direct && (
        <MenuItem icon="leave" danger run={() => app.leave(view.room)}>
          Leave the room
        </MenuItem>
      )}
    </Menu>
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
