import { type Signal, signal } from "@preact/signals";
import { readStanding, type Standing } from "../rooms/ticket";

export type Route =
  | { readonly page: "landing" }
  | { readonly page: "room"; readonly id: string }
  | { readonly page: AccountPage }
  | { readonly page: "inbox" }
  | { readonly page: "friends" }
  | { readonly page: "transparency" }
  | { readonly page: "report" }
  /** All of one's own, or one of them. */
  | { readonly page: "complaints"; readonly id: string | null }
  | { readonly page: "direct"; readonly name: string }
  | { readonly page: "missing" };

const accountPages = ["account", "login", "register", "recovery"] as const;
export type AccountPage = (typeof accountPages)[number];

export function parsePath(path: string): Route {
  if (path === "/" || path === "/index.html") return { page: "landing" };
  const room = /^\/r\/([0-9A-Za-z]{17})\/?$/.exec(path)?.[1];
  if (room !== undefined) return { page: "room", id: room };
  if (/^\/inbox\/?$/.test(path)) return { page: "inbox" };
  if (/^\/transparency\/?$/.test(path)) return { page: "transparency" };
  if (/^\/report\/?$/.test(path)) return { page: "report" };
  const complaints = /^\/complaints(?:\/([0-9A-Za-z_-]{1,64}))?\/?$/.exec(path);
  if (complaints) return { page: "complaints", id: complaints[1] ?? null };
  if (/^\/friends\/?$/.test(path)) return { page: "friends" };
  const friend = /^\/dm\/([a-z0-9_.-]{3,24})\/?$/.exec(path)?.[1];
  if (friend !== undefined) return { page: "direct", name: friend };
  const page = accountPages.find((name) => path === `/${name}` || path === `/${name}/`);
  return { page: page ?? "missing" };
}

export const route: Signal<Route> = signal<Route>({ page: "landing" });

export function startRouter(): void {
  const follow = () => {
    route.value = parsePath(location.pathname);
  };
  addEventListener("popstate", follow);
  follow();
}

/** `path` may end in a part after `#`. */
export function navigate(path: string): void {
  if (path !== location.pathname + location.hash) history.pushState(null, "", path);
  route.value = parsePath(path.replace(/#.*/, ""));
  scrollTo(0, 0);
}

export const roomPath = (id: string): string => `/r/${id}`;
export const directPath = (name: string): string => `/dm/${encodeURIComponent(name)}`;
export const complaintPath = (id: string): string => `/complaints/${encodeURIComponent(id)}`;
/** `rule`: of the decision that the appeal is about. */
export const appealPath = (rule: string): string => `/report#appeal.${encodeURIComponent(rule)}`;
export const roomLink = (id: string): string => `${location.origin}${roomPath(id)}`;

// That this tab has joined a room is kept in the history entry, not in a storage: a reload goes back in,
// a new tab or a shared link asks first.

export function markJoined(joined: boolean, hidden = false): void {
  // An invitation is used up by coming in; what stays in the address bar is the plain link.
  const path = joined && location.hash.startsWith("#i.") ? location.pathname : undefined;
  history.replaceState(joined ? { joined, hidden } : null, "", path);
}

export function markKnocking(hidden: boolean): void {
  history.replaceState({ knocking: true, hidden }, "");
}

/** Where this tab stood with the room of this entry before a reload. */
export function standing(): Standing {
  return readStanding(history.state);
}
