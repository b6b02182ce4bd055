import { type Signal, signal } from "@preact/signals";
import { isRecord } from "../wire/shape";

export type Route =
  | { readonly page: "landing" }
  | { readonly page: "room"; readonly id: string }
  | { readonly page: "missing" };

export function parsePath(path: string): Route {
  if (path === "/" || path === "/index.html") return { page: "landing" };
  const room = /^\/r\/([0-9A-Za-z]{17})\/?$/.exec(path)?.[1];
  return room === undefined ? { page: "missing" } : { page: "room", id: room };
}

export const route: Signal<Route> = signal<Route>({ page: "landing" });

export function startRouter(): void {
  const follow = () => {
    route.value = parsePath(location.pathname);
  };
  addEventListener("popstate", follow);
  follow();
}

export function navigate(path: string): void {
  if (path !== location.pathname) history.pushState(null, "", path);
  route.value = parsePath(path);
  scrollTo(0, 0);
}

export const roomPath = (id: string): string => `/r/${id}`;
export const roomLink = (id: string): string => `${location.origin}${roomPath(id)}`;

// That this tab has joined a room is kept in the history entry, not in a storage: a reload goes back in,
// a new tab or a shared link asks first.

export function markJoined(joined: boolean): void {
  history.replaceState(joined ? { joined: true } : null, "");
}

export function wasJoined(): boolean {
  const state: unknown = history.state;
  return isRecord(state) && state.joined === true;
}
