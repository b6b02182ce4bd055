import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Me } from "../account/me";
import { Announcements } from "../announcements/announcements";
import { Client } from "../connection/client";
import { Directory } from "../directory/directory";
import { Friends } from "../friends/friends";
import { Bell } from "../inbox/bell";
import { Inbox } from "../inbox/inbox";
import type { Told } from "../inbox/told";
import { Drafts } from "../rooms/drafts";
import { Knocks } from "../rooms/knocking";
import type { Room } from "../rooms/room";
import { Rooms } from "../rooms/rooms";
import { hintFor, plainTicket, type Ticket } from "../rooms/ticket";
import { type Answer, askSession, makeSession } from "../session/api";
import { heardClock, resetClock } from "../time/server_clock";
import type { Command } from "../wire/commands";
import type { RoomEvent } from "../wire/events";
import type { Reply } from "../wire/replies";
import type { Person } from "../wire/shapes";
import { Announcer } from "./announcer";
import { preferences } from "./preferences";
import { directPath, markJoined, markKnocking, navigate, roomPath, route } from "./router";

export type Failure = {
  readonly code: string;
  readonly text: string;
  readonly retryAfterMs?: number | null;
};

/** How long to wait for the accounts if the server does not say. */
const awayMs = 3_000;

/** How loud each room may be is asked for by few visits. */
const levels = () => import("../inbox/levels");

/** A name may use one script only, so the English words are left out beside any other. */
export function roomNameFor(person: string): string {
  return /^[\p{Script=Latin}\p{Script=Common}]*$/u.test(person) ? `${person}’s room` : person;
}

/** What to do in a room as soon as it is there: show a message, or who knocks. */
export interface Errand {
  readonly room: string;
  readonly show: number | "knocks";
}

/** Tells the browser's own notifications what is new; there once somebody has asked for them. */
export interface Notifying {
  came(fresh: readonly Told[]): void;
  heard(room: Room, messages: readonly RoomEvent<"message">[]): void;
}

/** Builds the parts and joins them; the only place that does. One per page. */
export class App {
  readonly me: Me;
  readonly you: Signal<Person | null | undefined>;
  readonly limits: Signal<Reply<"welcome">["limits"] | null> = signal<Reply<"welcome">["limits"] | null>(
    null,
  );
  readonly offline: Signal<boolean> = signal(false);
  readonly announcer = new Announcer();
  readonly client: Client;
  readonly rooms: Rooms;
  readonly directory: Directory;
  readonly knocks: Knocks;
  readonly inbox: Inbox;
  readonly bell: Bell;
  readonly friends: Friends;
  readonly announcements: Announcements;
  /** The words that open a complaint again, from the moment they come until they were written down. Nowhere else. */
  readonly receipt: Signal<string | null> = signal<string | null>(null);
  readonly errand: Signal<Errand | null> = signal<Errand | null>(null);
  /** The room of this page's address, if one is inside. */
  readonly shown: ReadonlySignal<Room | undefined> = computed(() => {
    const here = route.value;
    const direct = here.page === "direct" ? this.friends.list.value?.get(here.name)?.room : undefined;
    const id = here.page === "room" ? here.id : direct;
    const room = id === undefined ? undefined : this.rooms.find(id);
    return room?.state.value ? room : undefined;
  });
  /** One's own: of the account, else what a visitor picked here; "" for none. */
  readonly region: ReadonlySignal<string> = computed(() =>
    this.you.value?.kind === "user" ? (this.me.account.value?.region ?? "") : preferences.value.region,
  );
  notifying: Notifying | null = null;

  constructor() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.client = new Client(`${scheme}://${location.host}/ws`, {
      welcome: (welcome) => {
        resetClock();
        heardClock(welcome.at);
        this.you.value = welcome.you;
        this.limits.value = welcome.limits;
        this.inbox.welcomed(welcome.inbox);
      },
      event: (event) => {
        if (event.t === "top") heardClock(event.at);
        if (event.t === "rooms_changed") this.directory.changed(event);
        else if (event.t === "knock_answered") this.knocks.answered(event);
        else if (event.t === "friend_changed") this.friends.changed(event);
        else if (event.t === "friend_presence") this.friends.presence(event);
        else if (event.t === "announcements") this.announcements.take(event.announcements);
        else if (!this.inbox.receive(event)) this.rooms.receive(event);
        if (event.t === "member_changed") this.me.shownAs(event);
      },
      interrupted: () => {
        this.rooms.interrupted();
        this.inbox.interrupted();
      },
      restore: () => {
        this.rooms.restore();
        void this.inbox.sync();
        this.knocks.restore();
        this.directory.refresh();
        // What changed while nobody was told.
        void this.announcements.refresh();
      },
      heardClock,
      sessionExists: async () => {
        const answer = await askSession();
        return answer.ok ? answer.value.you !== null : null;
      },
    });
    this.me = new Me(this.client, {
      leaveRooms: () => {
        for (const room of this.rooms.list.peek()) room.leave();
        this.directory.refresh();
      },
      seat: (id) => this.rooms.find(id)?.state.peek()?.me,
    });
    this.you = this.me.you;
    this.rooms = new Rooms(this.client, new Drafts(sessionStorage), {
      heard: (room: Room, messages: readonly RoomEvent<"message">[]) => {
        this.announcer.add(room, messages);
        this.notifying?.heard(room, messages);
      },
      over: (room) => {
        if (room.phase.peek().is === "ended") void levels().then(({ forgetRoom }) => forgetRoom(room.id));
        const here = route.peek();
        // At once, or the page would take the room for one to go back into.
        if (here.page === "room" && here.id === room.id) markJoined(false);
      },
      happened: (words) => this.announcer.tell(words),
      typingAllowed: () => preferences.peek().typing,
    });
    this.friends = new Friends(this.client);
    this.inbox = new Inbox(this.client, { came: (fresh) => this.told(fresh) });
    this.bell = new Bell(this.inbox, { shown: this.shown, find: (id) => this.rooms.find(id) });
    this.announcements = new Announcements(
      () => ({ region: this.region.value, room: this.shown.value?.id ?? null }),
      () => this.client.live,
    );
    this.bell.run();
    this.rooms.runExpiry(this.inbox);
    this.directory = new Directory(this.client);
    this.knocks = new Knocks(this.client, {
      approved: (id, hidden) => this.enter(id, { ...plainTicket, hidden }),
      changed: (id) => {
        const here = route.peek();
        const waits = this.knocks.at(id);
        if (here.page !== "room" || here.id !== id || waits?.is === "waiting") return;
        if (!this.rooms.find(id)) markJoined(false);
      },
    });
    effect(() => {
      const link = this.client.link.value;
      if (link.is === "stopped" && link.remedy === "session") void this.me.sessionEnded();
    });
    this.followPeople();
  }

  private told(fresh: readonly Told[]): void {
    const here = this.bell.onScreen.peek();
    const elsewhere = fresh.filter(({ notice }) => !("room" in notice && notice.room.id === here));
    if (elsewhere.length > 0) this.announcer.tell("New in your inbox");
    this.notifying?.came(fresh);
  }

  /** Friends are an account's; the inbox goes with the session. */
  private followPeople(): void {
    const live = computed(() => this.client.link.value.is === "live");
    const kind = computed(() => this.you.value?.kind);
    effect(() => {
      const [is, connected] = [kind.value, live.value];
      // Whether the connection stands is looked at in there too, and changes with every frame.
      untracked(() => {
        if (is === "user" && connected) void this.friends.refresh();
        else if (is !== "user") this.friends.clear();
        if (is === undefined) this.inbox.clear();
      });
    });
  }

  /** Asks who one is; connects if there is a session. Makes none: opening a page leaves no trace. */
  async start(): Promise<void> {
    const answer = await askSession();
    this.offline.value = !answer.ok && answer.code === "unreachable";
    this.you.value = answer.ok ? answer.value.you : null;
    if (this.you.value) this.client.start();
    else {
      this.directory.refresh();
      void this.announcements.refresh();
    }
    if (this.you.value?.kind === "user") void this.me.read();
    // Whether somebody is logged in here cannot be told just now; chat goes on meanwhile.
    if (!answer.ok && answer.code === "unavailable") {
      setTimeout(() => this.you.peek() || void this.start(), answer.retryAfterMs ?? awayMs);
    }
  }

  /** Where the page shows a room that one is in: messages of two friends have an address of their own. */
  pathOf(id: string): string {
    const friends = [...(this.friends.list.value?.values() ?? [])];
    const friend = friends.find((each) => each.room === id);
    return friend ? directPath(friend.name) : roomPath(id);
  }

  /** To a room that this page has, or a friend's. */
  show(id: string): void {
    navigate(this.pathOf(id));
  }

  /** Into a room that this page has, or to its door; then what is to be shown there. */
  goTo(room: string, show?: Errand["show"]): void {
    this.errand.value = show === undefined ? null : { room, show };
    this.show(room);
  }

  /** Makes a visitor's session where there is none; what is sent needs one. */
  async ensureSession(): Promise<Answer<unknown>> {
    if (this.you.peek() && this.client.link.peek().is !== "stopped") return { ok: true, value: null };
    const answer = await makeSession();
    if (!answer.ok) return answer;
    this.offline.value = false;
    this.me.ended.value = false;
    this.you.value = answer.value.you;
    this.client.start();
    return answer;
  }

  private live(): Promise<Failure | null> {
    return new Promise((resolve) => {
      const stop = effect(() => {
        const link = this.client.link.value;
        if (link.is !== "live" && link.is !== "stopped") return;
        queueMicrotask(() => {
          stop();
          resolve(link.is === "stopped" ? { code: "stopped", text: link.text } : null);
        });
      });
    });
  }

  /** The one action of a visitor who opened a link. */
  async join(id: string, ticket: Ticket = plainTicket): Promise<Failure | null> {
    const session = await this.ensureSession();
    if (!session.ok) return session;
    this.enter(id, ticket);
    return null;
  }

  private enter(id: string, ticket: Ticket): void {
    const known = this.rooms.find(id);
    if (known) {
      known.ticket = ticket;
      void known.sync();
    } else {
      this.rooms.open(id, ticket);
    }
  }

  async knock(id: string, text: string, hidden: boolean): Promise<Failure | null> {
    const session = await this.ensureSession();
    if (!session.ok) return session;
    markKnocking(hidden);
    const stopped = await this.live();
    if (stopped) return stopped;
    await this.knocks.knock(id, text, hidden);
    return null;
  }

  /** Opens a room and goes in: the one action of the landing page. A room without a name gets the person's. */
  async startRoom(wish: Omit<Command<"room_create">, "t">): Promise<Failure | null> {
    const session = await this.ensureSession();
    if (!session.ok) return session;
    const stopped = await this.live();
    if (stopped) return stopped;
    const name = wish.name.trim() === "" ? roomNameFor(this.you.peek()?.name ?? "Guest") : wish.name;
    const answer = await this.client.request<"room_create">({ t: "room_create", ...wish, name });
    if (!answer.ok) return answer.refusal;
    const { id, entry } = answer.reply.room;
    this.rooms.open(id, { ...plainTicket, password: wish.password ?? null });
    navigate(roomPath(id) + hintFor(entry));
    return null;
  }

  /** After the session ended: a new one, and back into the rooms with whatever was being written. */
  async renewSession(): Promise<Failure | null> {
    const session = await this.ensureSession();
    return session.ok ? null : session;
  }

  async rename(name: string): Promise<Failure | null> {
    const answer = await this.client.request<"rename">({ t: "rename", name });
    if (!answer.ok) return answer.refusal;
    this.you.value = answer.reply.you;
    return null;
  }

  leave(room: Room): void {
    room.leave();
    navigate("/");
  }
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("useApp outside of the app");
  return app;
}
