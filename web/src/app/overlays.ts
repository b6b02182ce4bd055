import { type Signal, signal } from "@preact/signals";

export type Overlay =
  | "keys"
  | "switcher"
  | "rename"
  | "share"
  | "roster"
  | "menu"
  | "you"
  | "inbox"
  | "login"
  | "register"
  | "recovery"
  | "member"
  | "bans"
  | "knocks"
  | "settings"
  | "close_room"
  | "picture"
  | "report";

/** What lies over the page; one thing at a time. */
export const overlay: Signal<Overlay | null> = signal<Overlay | null>(null);

export function open(which: Overlay): void {
  overlay.value = which;
}

/**
 * Closes what is open. A dialog hears of its own closing a moment later, when another one may be open
 * already: it names itself, and only itself.
 */
export function close(which: Overlay | null = overlay.peek()): void {
  if (overlay.peek() === which) overlay.value = null;
}

/** Starts the search of the room on this page; set by whoever shows a room. */
let startFind: (() => void) | undefined;

export function onFind(start: (() => void) | undefined): void {
  startFind = start;
}

export function find(): boolean {
  startFind?.();
  return startFind !== undefined;
}

// Esc closes what lies on top, else cancels an edit, else jumps to the latest message.
type Escape = () => boolean;
const escapes: { readonly rank: number; readonly act: Escape }[] = [];

/** Lower ranks are asked first; the first that had something to do ends it. Returns the removal. */
export function onEscape(rank: number, act: Escape): () => void {
  const entry = { rank, act };
  escapes.push(entry);
  escapes.sort((a, b) => a.rank - b.rank);
  return () => void escapes.splice(escapes.indexOf(entry), 1);
}

export function runEscape(): boolean {
  return escapes.some(({ act }) => act());
}
