import { effect } from "@preact/signals";
import { roomTitle } from "../rooms/direct";
import type { App } from "./app";
import { type Route, route } from "./router";

// "(3) Room": how much is new and where, and nothing of what was said.

export function titleWords(unread: number, name: string | null): string {
  const words = name === null ? "SecureRoomChat" : `${name} · SecureRoomChat`;
  return unread > 0 ? `(${unread}) ${words}` : words;
}

const pageNames: Readonly<Partial<Record<Route["page"], string>>> = {
  account: "Your account",
  login: "Log in",
  register: "Create an account",
  recovery: "Get your account back",
  friends: "Friends",
  report: "Reports and appeals",
  complaints: "Your complaints",
};

export function followTitle(app: App): void {
  effect(() => {
    const here = route.value;
    const state = app.shown.value?.state.value;
    const unread = app.rooms.unread.value + app.bell.unheard.value;
    document.title = titleWords(unread, (state ? roomTitle(state) : pageNames[here.page]) ?? null);
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    const href = unread > 0 ? "/icons/icon-new.svg" : "/icons/icon.svg";
    if (icon && icon.getAttribute("href") !== href) icon.href = href;
  });
}
