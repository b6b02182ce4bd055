import { effect } from "@preact/signals";
import type { App } from "../app/app";
import { attentive } from "../app/attention";
import type { Room } from "../rooms/room";
import type { RoomEvent } from "../wire/events";
import { isQuiet, levelOf, notifications, setLevel } from "./levels";
import type { Told } from "./told";
import { alertWords, messagesWords } from "./words";

// Another window of the same browser may be the one that is looked at: what it takes away within this time is
// not shown here.
const settleMs = 400;
const dayMs = 86_400_000;

/** One per subject, so that a second window shows the same and not another. */
export function tagOf({ notice }: Told): string {
  const { kind } = notice;
  if (kind === "mention") return `mention ${notice.room.id} ${notice.target}`;
  return "name" in notice && kind !== "invite" ? `${kind} ${notice.name}` : `${kind} ${placeOf(notice)}`;
}

function placeOf(notice: Told["notice"]): string {
  return "room" in notice ? notice.room.id : "";
}

/** Whether somebody who looks elsewhere wants to be told just now. */
function wanted(room: string | null): boolean {
  if (!notifications.peek().on || Notification.permission !== "granted" || attentive.peek()) return false;
  if (isQuiet(notifications.peek().quiet, new Date())) return false;
  return room === null || levelOf(room) !== "none";
}

/** Shows what is new as notifications of the browser, and takes them back with what they speak of. */
class Notifier {
  private readonly shown = new Map<string, Notification>();

  constructor(private readonly app: App) {
    // What was read, answered, withdrawn or has run out goes from the desktop too.
    effect(() => this.takeBack());
  }

  private takeBack(): void {
    const { inbox, rooms } = this.app;
    const alive = new Set<string>();
    for (const told of inbox.list.value) if (told.seq > inbox.readUpTo.value) alive.add(tagOf(told));
    for (const room of rooms.list.value) if (room.unread.value > 0) alive.add(`room ${room.id}`);
    for (const [tag, shown] of this.shown) {
      if (alive.has(tag) && notifications.value.on) continue;
      this.shown.delete(tag);
      shown.close();
    }
  }

  private show(tag: string, title: string, open: () => void): void {
    let made: Notification;
    try {
      made = new Notification(title, { tag, icon: "/icons/icon-192.png" });
    } catch {
      // Some browsers of phones let no page do that; the bell still rings.
      return;
    }
    this.shown.set(tag, made);
    made.onclick = () => {
      focus();
      made.close();
      open();
    };
  }

  came(fresh: readonly Told[]): void {
    for (const told of fresh) {
      const room = told.notice.kind === "direct" ? null : placeOf(told.notice) || null;
      if (wanted(room)) setTimeout(() => this.tell(told, room), settleMs);
    }
  }

  private tell(told: Told, room: string | null): void {
    const { inbox } = this.app;
    const still = inbox.list.peek().some(({ seq }) => seq === told.seq);
    if (!still || told.seq <= inbox.readUpTo.peek() || !wanted(room)) return;
    const open = () => void import("../pages/inbox/open_told").then((to) => to.openTold(this.app, told));
    this.show(tagOf(told), alertWords(told), open);
  }

  /** Every message, where somebody wants that; those with a mention are told by their notice. */
  heard(room: Room, messages: readonly RoomEvent<"message">[]): void {
    const stored = notifications.peek().rooms[room.id];
    if (stored?.level !== "all") return;
    // A room that still speaks is not forgotten for its age.
    if (stored.at + dayMs < Date.now()) setLevel(room.id, "all");
    const me = room.state.peek()?.me ?? -1;
    const last = messages.findLast(({ mentions = [] }) => !mentions.includes(me));
    if (last && wanted(room.id)) setTimeout(() => this.tellMessages(room, last.by.name), settleMs);
  }

  private tellMessages(room: Room, author: string): void {
    const name = room.state.peek()?.card.name;
    const count = room.unread.peek();
    if (name === undefined || count === 0 || !wanted(room.id)) return;
    const words = count === 1 ? `${author}: ${messagesWords(1)}` : messagesWords(count);
    this.show(`room ${room.id}`, name === "" ? words : `${name} · ${words}`, () => this.app.goTo(room.id));
  }
}

/** Safe to call again. */
export function startNotifier(app: App): void {
  app.notifying ??= new Notifier(app);
}
