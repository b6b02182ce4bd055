import { useState } from "preact/hooks";
import { type App, useApp } from "../app/app";
import { close, find, open } from "../app/overlays";
import { themes } from "../app/preferences";
import { directPath, navigate, route } from "../app/router";
import { roomTitle } from "../rooms/direct";
import { mayInRoom, myRole } from "../rooms/rights";
import { Dialog } from "./dialog";
import { goTo } from "./you_menu";

interface Choice {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly run: () => void;
}

function choices(app: App): readonly Choice[] {
  const here = route.peek();
  const rooms = app.rooms.list.value.map((room) => ({
    key: room.id,
    label: room.state.value ? roomTitle(room.state.value) : "Room",
    note:
      room.unread.value > 0
        ? `${room.unread.value} new`
        : room.state.value?.card.kind === "direct"
          ? "Friend"
          : "Room",
    run: () => app.show(room.id),
  }));
  const friends = [...(app.friends.list.value?.values() ?? [])]
    .filter(({ state, room }) => state === "friend" && !rooms.some(({ key }) => key === room))
    .map(({ name, display, online }) => ({
      key: `to ${name}`,
      label: display,
      note: online ? "Friend, online" : "Friend",
      run: () => navigate(directPath(name)),
    }));
  const act = (label: string, run: () => void): Choice => ({ key: label, label, note: "Action", run });
  return [
    ...rooms,
    ...friends,
    act("All rooms and start page", () => navigate("/")),
    ...(app.inbox.state.value ? [act("Inbox", () => navigate("/inbox"))] : []),
    ...youActs(app).map(([label, run]) => act(label, run)),
    ...(here.page === "room" && app.rooms.find(here.id)
      ? [
          act("Share this room", () => open("share")),
          act("Who is here", () => open("roster")),
          act("Find in this room", () => find()),
          act("Report this room", () => open("report")),
          ...staffActs(app, here.id).map(([label, run]) => act(label, run)),
        ]
      : []),
    act("Report a problem", () => navigate("/report")),
    act("What this server holds now", () => navigate("/transparency")),
    act("Show the keys", () => open("keys")),
    ...themes.map((theme) => act(`Theme: ${theme}`, () => void app.me.chooseTheme(theme))),
  ];
}

function youActs(app: App): readonly (readonly [string, () => void])[] {
  const you = app.you.value;
  return [
    ...(you ? [["Change your name", () => open("rename")] as const] : []),
    ...(you?.kind === "user"
      ? [
          ["Your profile", () => navigate("/account")] as const,
          ["Friends", () => navigate("/friends")] as const,
          ["Your complaints", () => navigate("/complaints")] as const,
        ]
      : [["Create an account", () => goTo("register")] as const, ["Log in", () => goTo("login")] as const]),
  ];
}

/** What the staff of the room reaches from anywhere. */
function staffActs(app: App, id: string): readonly (readonly [string, () => void])[] {
  const state = app.rooms.find(id)?.state.peek();
  if (!state) return [];
  const role = myRole(state);
  if (!mayInRoom(role, "lock")) return [];
  return [
    ["Settings of the room", () => open("settings")],
    ["Who knocks at the door", () => open("knocks")],
    ["Banned people", () => open("bans")],
    ...(mayInRoom(role, "close") ? [["Close the room", () => open("close_room")] as const] : []),
  ];
}

export function Switcher() {
  const app = useApp();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const needle = query.trim().toLocaleLowerCase();
  const found = choices(app).filter((choice) => choice.label.toLocaleLowerCase().includes(needle));
  const chosen = Math.min(at, found.length - 1);
  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    close();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt((chosen + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp") setAt((chosen - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter" && !event.isComposing) take(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Go to" onClose={() => close("switcher")}>
      <input
        class="wide"
        autofocus
        role="combobox"
        aria-label="Room, friend or action"
        aria-expanded="true"
        aria-controls="switcher-list"
        aria-activedescendant={found[chosen] ? `switch-${chosen}` : undefined}
        placeholder="Room, friend or action"
        autocomplete="off"
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="switcher-list" class="choices" role="listbox" aria-label="Rooms, friends and actions">
        {found.map((choice, index) => (
          <div
            key={choice.key}
            id={`switch-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            class="choice"
            onClick={() => take(choice)}
            onKeyDown={onKeyDown}
          >
            <span>{choice.label}</span>
            <span class="note">{choice.note}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p class="note">Nothing has that name.</p>}
    </Dialog>
  );
}
