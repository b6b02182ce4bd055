import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app/app";
import { close, open } from "../app/overlays";
import { navigate, route } from "../app/router";
import { Avatar } from "./avatar";
import { Icon, type IconName } from "./icons";
import { Menu } from "./menu";
import { ThemeSwitch } from "./theme_switch";

interface ItemProps {
  readonly icon: IconName;
  readonly run: () => void;
  readonly danger?: boolean;
  readonly children: ComponentChildren;
}

/** One line of a menu; choosing it closes the menu. */
export function MenuItem({ icon, run, danger = false, children }: ItemProps) {
  return (
    <button
      type="button"
      class={danger ? "menu-item danger" : "menu-item"}
      onClick={() => {
        close();
        run();
      }}
    >
      <Icon name={icon} />
      <span>{children}</span>
    </button>
  );
}

/** Over a room as a dialog, so that one stays where one is; elsewhere as a page of its own. */
export function goTo(which: "login" | "register" | "recovery"): void {
  if (route.peek().page === "room") open(which);
  else navigate(`/${which}`);
}

function VisitorItems() {
  const you = useApp().you.value;
  return (
    <>
      {you && (
        <MenuItem icon="edit" run={() => open("rename")}>
          Change your name
        </MenuItem>
      )}
      <MenuItem icon="person" run={() => goTo("register")}>
        Create an account
      </MenuItem>
      <MenuItem icon="key" run={() => goTo("login")}>
        Log in
      </MenuItem>
    </>
  );
}

function UserItems() {
  const app = useApp();
  const [problem, setProblem] = useState<string | null>(null);
  const logOut = async () => {
    setProblem(null);
    const failure = await app.me.logOut();
    if (failure) return setProblem(failure.text);
    close();
    navigate("/");
  };
  return (
    <>
      <MenuItem icon="people" run={() => navigate("/friends")}>
        Friends
      </MenuItem>
      <MenuItem icon="person" run={() => navigate("/account")}>
        Profile
      </MenuItem>
      <MenuItem icon="reply" run={() => navigate("/complaints")}>
        Your complaints
      </MenuItem>
      <button type="button" class="menu-item" onClick={() => void logOut()}>
        <Icon name="leave" />
        <span>Log out</span>
      </button>
      {problem && (
        <p class="menu-row problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function Head() {
  const app = useApp();
  const you = app.you.value;
  const name = app.me.account.value?.name;
  const known = name === undefined || name === you?.name ? "Logged in" : `Logged in as ${name}`;
  if (!you) return <p class="menu-row note">You get a guest name when you enter a room.</p>;
  return (
    <p class="menu-row">
      <Avatar name={you.avatar} small />
      <span class="menu-grow">
        <strong>{you.name}</strong>
        <span class="note">{you.kind === "user" ? known : "Guest, no account"}</span>
      </span>
    </p>
  );
}

/** Who one is here, and what one can do about it. */
export function YouItems() {
  const user = useApp().you.value?.kind === "user";
  return (
    <>
      <Head />
      {user ? <UserItems /> : <VisitorItems />}
      <MenuItem icon="flag" run={() => navigate("/report")}>
        Report a problem
      </MenuItem>
      <div class="menu-row">
        <span>Theme</span>
        <ThemeSwitch />
      </div>
    </>
  );
}

/** The head of every page ends in it. */
export function YouMenu() {
  const you = useApp().you.value;
  return (
    <Menu
      which="you"
      id="you-menu"
      class="button quiet you"
      face={
        <>
          {you ? <Avatar name={you.avatar} small /> : <Icon name="person" />}
          <span class="hidden">You: </span>
          <span class="you-name">{you?.name ?? "Guest"}</span>
        </>
      }
    >
      <YouItems />
    </Menu>
  );
}
