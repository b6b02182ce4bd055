import type { App } from "./app";
import { find, open, overlay, runEscape } from "./overlays";

// The one table of keys: it decides what a key does, and the help behind `?` is read from it.

export interface Key {
  readonly keys: readonly string[];
  readonly label: string;
  readonly place: "Anywhere" | "Writing" | "Messages";
  readonly fits: (event: KeyboardEvent) => boolean;
  /** Says whether it did something. Keys without it are handled where they are pressed. */
  readonly run?: (app: App) => boolean;
}

const command = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && !event.altKey;
const plain = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey;

/** The room `steps` further in the order of joining; with `unread`, the next one that has something new. */
function go(app: App, steps: 1 | -1, unread: boolean): boolean {
  const rooms = app.rooms.list.peek();
  const at = rooms.findIndex((room) => app.pathOf(room.id) === location.pathname);
  for (let n = 1; n <= rooms.length; n += 1) {
    const room =
      rooms[
        ((((at === -1 && steps === -1 ? 0 : at) + n * steps) % rooms.length) + rooms.length) % rooms.length
      ];
    if (!room || (unread && room.unread.peek() === 0)) continue;
    app.show(room.id);
    return true;
  }
  return false;
}

function cycleRegions(back: boolean): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(
    (region) => region.offsetParent !== null,
  );
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions.at((at + (back ? -1 : 1)) % Math.max(1, regions.length));
  const target = next?.querySelector<HTMLElement>("[data-region-focus]") ?? next;
  target?.focus();
  return target !== undefined;
}

export const keys = {
  send: {
    keys: ["Enter"],
    label: "Send the message (a new line on a touch screen)",
    place: "Writing",
    fits: (event) => event.key === "Enter" && plain(event) && !event.shiftKey,
  },
  newLine: {
    keys: ["Shift", "Enter"],
    label: "New line",
    place: "Writing",
    fits: (event) => event.key === "Enter" && event.shiftKey,
  },
  editLast: {
    keys: ["↑"],
    label: "Edit your last message, when nothing is written",
    place: "Writing",
    fits: (event) => event.key === "ArrowUp" && plain(event) && !event.shiftKey,
  },
  up: {
    keys: ["↑"],
    label: "Message above",
    place: "Messages",
    fits: (event) => event.key === "ArrowUp" && plain(event),
  },
  down: {
    keys: ["↓"],
    label: "Message below",
    place: "Messages",
    fits: (event) => event.key === "ArrowDown" && plain(event),
  },
  escape: {
    keys: ["Esc"],
    label: "Close, then cancel an edit or an answer, then jump to the latest message",
    place: "Anywhere",
    fits: (event) => event.key === "Escape",
    run: () => runEscape(),
  },
  switcher: {
    keys: ["Ctrl", "K"],
    label: "Switch room or find an action",
    place: "Anywhere",
    fits: (event) => command(event) && event.key.toLowerCase() === "k",
    run: () => {
      open("switcher");
      return true;
    },
  },
  find: {
    keys: ["Ctrl", "Shift", "F"],
    label: "Find in the messages of this room",
    place: "Anywhere",
    fits: (event) => command(event) && event.shiftKey && event.key.toLowerCase() === "f",
    run: () => find(),
  },
  previousRoom: {
    keys: ["Alt", "↑"],
    label: "Previous room (with Shift: previous unread)",
    place: "Anywhere",
    fits: (event) => event.altKey && !event.shiftKey && event.key === "ArrowUp",
    run: (app) => go(app, -1, false),
  },
  nextRoom: {
    keys: ["Alt", "↓"],
    label: "Next room (with Shift: next unread)",
    place: "Anywhere",
    fits: (event) => event.altKey && !event.shiftKey && event.key === "ArrowDown",
    run: (app) => go(app, 1, false),
  },
  regions: {
    keys: ["F6"],
    label: "Next part of the page (with Shift: previous)",
    place: "Anywhere",
    fits: (event) => event.key === "F6" && !event.shiftKey,
    run: () => cycleRegions(false),
  },
  help: {
    keys: ["?"],
    label: "This list",
    place: "Anywhere",
    fits: (event) => event.key === "?" && plain(event) && !isWritable(event.target),
    run: () => {
      open("keys");
      return true;
    },
  },
} as const satisfies Readonly<Record<string, Key>>;

/** Variants of keys above; not listed on their own. */
const variants: readonly Key[] = [
  {
    ...keys.previousRoom,
    fits: (event) => event.altKey && event.shiftKey && event.key === "ArrowUp",
    run: (app) => go(app, -1, true),
  },
  {
    ...keys.nextRoom,
    fits: (event) => event.altKey && event.shiftKey && event.key === "ArrowDown",
    run: (app) => go(app, 1, true),
  },
  { ...keys.regions, fits: (event) => event.key === "F6" && event.shiftKey, run: () => cycleRegions(true) },
];

function isWritable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}

export function listenToKeys(app: App): void {
  const all: readonly Key[] = [...Object.values(keys), ...variants];
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    // A modal dialog keeps its keys to itself; the browser closes it on Esc.
    const covered = [overlay, app.me.words, app.receipt].some((each) => each.peek() !== null);
    if (covered && document.querySelector("dialog[open]")) return;
    const key = all.find((entry) => entry.run && entry.fits(event));
    if (key?.run?.(app)) event.preventDefault();
  });
}
