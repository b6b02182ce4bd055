import { useApp } from "../../app/app";
import { open } from "../../app/overlays";
import { prefer, preferences } from "../../app/preferences";
import { navigate } from "../../app/router";
import { partner } from "../../rooms/direct";
import { mayInRoom, myRole } from "../../rooms/rights";
import { myself } from "../../rooms/room_state";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import { later } from "../../ui/later";
import { Menu } from "../../ui/menu";
import { MenuItem, YouItems } from "../../ui/you_menu";
import { useRoomView } from "./room_view";

const RoomLevel = later(async () => (await import("./room_level")).RoomLevel);

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

/** What one can do about the room as a whole, and on a phone about oneself. */
export function RoomMenu() {
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
