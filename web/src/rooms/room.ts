import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Client, challengeIn, type Outcome, type Refusal } from "../connection/client";
import { withProof } from "../proof/prover";
import type { Proof } from "../proof/solve";
import { messageLifeMs } from "../time/lives";
import { serverNow } from "../time/server_clock";
import { isRoomEvent, type RoomEvent, type WireEvent } from "../wire/events";
import type { Reply } from "../wire/replies";
import { actWords } from "./acts";
import { receive } from "./apply";
import type { Drafts } from "./drafts";
import { knocks } from "./events/knocks";
import { presence } from "./events/presence";
import { read } from "./events/read";
import { typing } from "./events/typing";
import { expire } from "./expiry";
import { enter } from "./joined";
import { readBackTo, readOlder, readRoster } from "./paging";
import { Pictures } from "./pictures";
import {
  type Ended,
  isOwn,
  type MessageItem,
  type RoomState,
  rowsKept,
  rowsKeptReading,
  trim,
} from "./room_state";
import { Staff } from "./staff";
import { plainTicket, type Ticket, ticketFields } from "./ticket";
import { advance, type Reading, startReading, unreadCount, withoutDivider } from "./unread";
import { Writing } from "./writing";

export type Phase =
  | { readonly is: "joining" }
  | { readonly is: "live" }
  /** Joined, but what was missed is not here yet. */
  | { readonly is: "catching_up" }
  | { readonly is: "refused"; readonly refusal: Refusal }
  /** The person was sent out, or left in another window; nothing of the room stays here. */
  | { readonly is: "out"; readonly how: NonNullable<RoomState["out"]> }
  /** Over for this page; everything of the room has been erased. */
  | { readonly is: "ended"; readonly reason: Ended["reason"] | "gone"; readonly text: string };

export interface RoomHooks {
  /** The room is over or was left: forget it. */
  over(room: Room): void;
  /** New messages of others, for the announcer. */
  heard(room: Room, messages: readonly RoomEvent<"message">[]): void;
  /** Something that everybody in the room should hear of, in words. */
  happened(words: string): void;
  typingAllowed(): boolean;
}

/** Refusals that pass by themselves: who is inside, or only came too fast, tries again. */
const passing: ReadonlySet<string> = new Set(["rate_limited", "unavailable", "overloaded"]);

/** One room that this page is in or enters: its state and its commands. Owned by `Rooms`. */
export class Room {
  readonly state: Signal<RoomState | null> = signal<RoomState | null>(null);
  readonly phase: Signal<Phase> = signal<Phase>({ is: "joining" });
  readonly writing: Writing;
  readonly staff: Staff;
  readonly pictures: Pictures;
  readonly reading: Signal<Reading> = signal<Reading>(startReading(0));
  readonly unread: ReadonlySignal<number> = computed(() =>
    this.state.value ? unreadCount(this.reading.value, this.state.value) : 0,
  );
  /** With what to come in again after an absence; only ever in memory. */
  ticket: Ticket = plainTicket;
  private attentive = false;
  private syncing = false;

  constructor(
    readonly id: string,
    private readonly client: Client,
    drafts: Drafts,
    private readonly hooks: RoomHooks,
  ) {
    this.staff = new Staff(id, client);
    this.pictures = new Pictures(id);
    this.writing = new Writing(id, client, drafts, {
      ready: () => this.phase.peek().is === "live",
      lastSeq: () => this.state.peek()?.seq ?? 0,
      lifeMs: () => messageLifeMs[this.state.peek()?.card.message_life ?? "5m"],
      typingAllowed: () => hooks.typingAllowed(),
      refused: (refusal) => {
        if (refusal.code === "not_member") void this.sync();
      },
      adopted: (media, url) => this.pictures.adopt(media.id, url),
    });
  }

  private get over(): boolean {
    const { is } = this.phase.peek();
    return is === "ended" || is === "out";
  }

  /** Joins, or resumes from where the page is. Safe to call at any time; one runs at a time. */
  async sync(fresh = false): Promise<void> {
    if (this.syncing || !this.client.live || this.over) return;
    this.syncing = true;
    const before = fresh ? null : this.state.peek();
    this.phase.value = before ? { is: "catching_up" } : { is: "joining" };
    const resume = before ? { resume: { epoch: before.epoch, seq: before.seq } } : {};
    const answer = await this.client.request<"join">({
      t: "join",
      room: this.id,
      ...resume,
      ...ticketFields(this.ticket),
    });
    this.syncing = false;
    if (this.over) return;
    if (answer.ok) return this.entered(answer.reply, before);
    this.notEntered(answer.refusal);
  }

  private entered(reply: Reply<"joined">, before: RoomState | null): void {
    const { room, again } = enter(this.state.peek(), reply);
    batch(() => {
      if (!before) this.reading.value = startReading(room.seq);
      if (before && before.epoch !== room.epoch) {
        this.reading.value = startReading(room.seq);
        this.writing.epochChanged();
      }
      this.hold(room);
      if (!again && !this.over) this.phase.value = { is: "live" };
    });
    if (before) {
      this.hooks.heard(this, this.foreign(reply.events));
      this.pictures.retryAll();
    }
    if (!again) return this.writing.pump();
    const stuck = before !== null && room.seq === before.seq && room.epoch === before.epoch;
    void this.sync(stuck);
  }

  private notEntered(refusal: Refusal): void {
    const { code } = refusal;
    if (code === "lost") return;
    const inside = this.state.peek() !== null;
    if (inside && (code === "no_room" || code === "gone")) return this.end("gone", "");
    // Wrong passwords are counted: trying the same one again by itself would only use up the tries.
    const patient = passing.has(code) && (inside || this.ticket.password === null);
    if (patient && refusal.retryAfterMs !== null) {
      setTimeout(() => void this.sync(), refusal.retryAfterMs);
      return;
    }
    if (inside && (code === "kicked" || code === "banned")) return this.leaveFor(code);
    batch(() => {
      this.state.value = null;
      this.pictures.keep(new Set());
      this.phase.value = { is: "refused", refusal };
    });
  }

  interrupted(): void {
    this.syncing = false;
    if (this.state.peek() && this.phase.peek().is === "live") this.phase.value = { is: "catching_up" };
  }

  /** Takes any event that names this room. */
  receive(event: WireEvent): void {
    const room = this.state.peek();
    // While a join is under way its answer will hold everything up to itself.
    if (!room || this.phase.peek().is !== "live") return;
    if (isRoomEvent(event)) return this.receiveRoomEvent(room, event);
    if (event.t === "typing") this.hold(typing(room, event, serverNow()));
    else if (event.t === "presence") this.hold(presence(room, event));
    else if (event.t === "read") this.hold(read(room, event));
    else if (event.t === "knocks") this.hold(knocks(room, event));
    else if (event.t === "top" && (event.epoch !== room.epoch || event.seq > room.seq)) void this.sync();
  }

  private receiveRoomEvent(room: RoomState, event: RoomEvent): void {
    const received = receive(room, event);
    if (received.took === "hole") return void this.sync();
    if (received.took === "known") return;
    this.hold(received.room);
    if (event.t === "owner_changed") this.tellAct(received.room, event.seq);
    if (event.t === "message") this.hooks.heard(this, this.foreign([event]));
  }

  /** Who owns the room matters to everybody in it, also to those who do not see the row. */
  private tellAct(room: RoomState, seq: number): void {
    const item = room.log.find((each) => each.kind === "act" && each.seq === seq);
    if (item?.kind === "act") this.hooks.happened(actWords(item.act));
  }

  private foreign(events: readonly RoomEvent[]): readonly RoomEvent<"message">[] {
    const me = this.state.peek()?.me;
    return events.filter((event) => event.t === "message").filter((event) => event.by.m !== me);
  }

  /** The one place where the state changes: reading position, outbox and pictures follow it. */
  private hold(next: RoomState): void {
    batch(() => {
      const room = trim(expire(next, serverNow()), this.attentive ? rowsKept : rowsKeptReading);
      this.state.value = room;
      this.reading.value = advance(this.reading.peek(), room, this.attentive);
      const own = room.log.filter((item): item is MessageItem => isOwn(room, item));
      this.writing.arrived(own, room.seq);
      this.keepPictures(room);
      if (room.ended) this.end(room.ended.reason, room.ended.text);
      else if (room.out) this.leaveFor(room.out);
    });
  }

  private keepPictures(room: RoomState): void {
    const shown = room.log.map((item) => (item.kind === "message" ? item.media?.id : undefined));
    const coming = this.writing.outbox.peek().list.map((entry) => entry.media?.id);
    this.pictures.keep(new Set([...shown, ...coming].filter((id) => id !== undefined)));
  }

  private end(reason: Ended["reason"] | "gone", text: string): void {
    batch(() => {
      this.writing.erase();
      this.pictures.keep(new Set());
      this.state.value = null;
      this.phase.value = { is: "ended", reason, text };
    });
    this.hooks.over(this);
  }

  private leaveFor(how: NonNullable<RoomState["out"]>): void {
    batch(() => {
      // Who may come back finds the draft again; who may not, leaves nothing here.
      if (how !== "kicked") this.writing.erase();
      this.state.value = null;
      this.pictures.keep(new Set());
      this.phase.value = { is: "out", how };
    });
    this.hooks.over(this);
  }

  /** The person sees the newest rows of this room right now, or does not. */
  attend(attentive: boolean): void {
    this.attentive = attentive;
    const room = this.state.peek();
    if (!room) return;
    const trimmed = attentive ? trim(room, rowsKept) : room;
    if (trimmed !== room) this.state.value = trimmed;
    this.reading.value = advance(this.reading.peek(), trimmed, attentive);
  }

  expire(now: number): void {
    const room = this.state.peek();
    if (!room) return;
    const next = expire(room, now);
    if (next === room) return;
    this.state.value = next;
    this.keepPictures(next);
  }

  say(text: string, mentions: readonly number[] = []): void {
    this.reading.value = withoutDivider(this.reading.peek());
    this.writing.say(text, mentions);
  }

  edit(target: number, text: string): Promise<Outcome<Reply<"edited">>> {
    const edit = { t: "edit", room: this.id, target, body: { text } } as const;
    const ask = (proof: Proof | null) =>
      this.client.request<"edit">(proof === null ? edit : { ...edit, proof });
    return withProof(ask, challengeIn);
  }

  remove(target: number): Promise<Outcome<Reply<"deleted">>> {
    return this.client.request<"delete">({ t: "delete", room: this.id, target });
  }

  react(target: number, emoji: string, on: boolean): Promise<Outcome<Reply<"reacted">>> {
    return this.client.request<"react">({ t: "react", room: this.id, target, emoji, on });
  }

  /** Older messages; says whether there was something to read. */
  async readOlder(): Promise<boolean> {
    return this.phase.peek().is === "live" && readOlder(this.client, this.state);
  }

  /** Reads back until the message is here; says whether it is. */
  async readBackTo(seq: number): Promise<boolean> {
    return this.phase.peek().is === "live" && readBackTo(this.client, this.state, seq);
  }

  /** The roster's next page; null at the end. */
  readRoster(after: number): Promise<number | null> {
    return readRoster(this.client, this.state, after);
  }

  /** Leaves at once for this page; a server that cannot be told sees the member go away by itself. */
  leave(): void {
    void this.client.request<"leave">({ t: "leave", room: this.id });
    this.writing.erase();
    this.pictures.keep(new Set());
    this.hooks.over(this);
  }
}
