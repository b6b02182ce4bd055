import { type Signal, signal } from "@preact/signals";
import { isRecord } from "../../wire/shape";

export type Route =
  | { readonly page: "login" }
  | { readonly page: "overview" }
  | { readonly page: "complaints"; readonly query: string }
  | { readonly page: "complaint"; readonly id: string }
  | { readonly page: "rooms" }
  | { readonly page: "people"; readonly name: string }
  | { readonly page: "announcements" }
  | { readonly page: "audit" }
  | { readonly page: "settings" }
  | { readonly page: "missing" };

export function parsePlace(place: string): Route {
  const [path = "", query = ""] = place.split("?", 2);
  const rest = /^\/admin(?:\/(.*?))?\/?$/.exec(path)?.[1] ?? (path === "/admin" ? "" : null);
  if (rest === null) return { page: path === "/admin/" ? "overview" : "missing" };
  const id = /^complaints\/([0-9A-Za-z_-]{1,64})$/.exec(rest)?.[1];
  if (id !== undefined) return { page: "complaint", id };
  switch (rest) {
    case "":
      return { page: "overview" };
    case "complaints":
      return { page: "complaints", query };
    case "people":
      return { page: "people", name: new URLSearchParams(query).get("name") ?? "" };
    case "login":
    case "rooms":
    case "announcements":
    case "audit":
    case "settings":
      return { page: rest };
    default:
      return { page: "missing" };
  }
}

export const route: Signal<Route> = signal<Route>({ page: "overview" });

export const here = (): string => location.pathname + location.search;

export function startRouter(): void {
  const follow = () => {
    route.value = parsePlace(here());
  };
  addEventListener("popstate", follow);
  follow();
}

export function navigate(place: string): void {
  if (place !== here()) history.pushState(null, "", place);
  route.value = parsePlace(place);
  scrollTo(0, 0);
}

/** The same page with another query: no new entry for each choice of a filter. */
export function replacePlace(place: string): void {
  history.replaceState(null, "", place);
  route.value = parsePlace(place);
}

// The place to come back to is kept in the history entry of the login page: it survives a reload, not the tab.

export function toLogin(place: string | null): void {
  const keep = place !== null && parsePlace(place).page !== "login" ? { place } : null;
  history.replaceState(keep, "", "/admin/login");
  route.value = { page: "login" };
}

/** Where to go after logging in. Only pages of this application are places. */
export function placeAfterLogin(state: unknown): string {
  const place = isRecord(state) && typeof state.place === "string" ? state.place : "";
  const { page } = parsePlace(place);
  return page === "login" || page === "missing" ? "/admin" : place;
}

export const casePath = (id: string): string => `/admin/complaints/${encodeURIComponent(id)}`;
export const personPath = (name: string): string => `/admin/people?name=${encodeURIComponent(name)}`;
