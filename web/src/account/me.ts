import { type Signal, signal } from "@preact/signals";
import type { Failure } from "../app/app";
import { prefer, type Theme } from "../app/preferences";
import type { Client } from "../connection/client";
import { type Answer, askSession } from "../session/api";
import type { Account, AccountChange, Entered, OwnAccount } from "../wire/account";
import type { RoomEvent } from "../wire/events";
import type { Card, Person } from "../wire/shapes";
import {
  changeAccount,
  changePassword,
  deleteAccount,
  endSession,
  fetchAccount,
  logIn,
  recover,
  register,
} from "./api";

export interface MeHooks {
  /** Leaves all rooms on this page; nothing of them stays. */
  leaveRooms(): void;
  /** One's own number in a room. */
  seat(room: string): number | undefined;
}

/** Who one is: the session of this browser and the account behind it, if there is one. Owned by the app. */
export class Me {
  /** Undefined until the server was asked, null without a session. */
  readonly you: Signal<Person | null | undefined> = signal<Person | null | undefined>(undefined);
  /** Null for visitors, and until it was asked for. */
  readonly account: Signal<Account | null> = signal<Account | null>(null);
  readonly rooms: Signal<readonly Card[]> = signal<readonly Card[]>([]);
  readonly regions: Signal<readonly string[]> = signal<readonly string[]>([]);
  /** The recovery words, from the moment they are made until they were written down. Nowhere else. */
  readonly words: Signal<string | null> = signal<string | null>(null);
  /** The login of this browser was ended somewhere else, and nobody has taken note yet. */
  readonly ended: Signal<boolean> = signal(false);
  /** One is just becoming somebody else: that the old session ends is no news. */
  passing = false;

  constructor(
    private readonly client: Client,
    private readonly hooks: MeHooks,
  ) {}

  /** The account as it is stored; its theme is the page's. */
  async read(): Promise<Failure | null> {
    const answer = await fetchAccount();
    if (!answer.ok) return answer;
    this.hold(answer.value);
    return null;
  }

  hold(own: OwnAccount): void {
    this.account.value = own.account;
    this.rooms.value = own.rooms;
    this.regions.value = own.regions ?? [];
    this.you.value = { name: own.account.display, avatar: own.account.avatar, kind: "user" };
    prefer({ theme: own.account.theme });
  }

  /** At once on this page, and for a user on all others at their next start. */
  async chooseTheme(theme: Theme): Promise<void> {
    prefer({ theme });
    if (this.account.peek()) await this.change({ theme });
  }

  async change(change: AccountChange): Promise<Answer<OwnAccount>> {
    const answer = await changeAccount(change);
    if (answer.ok) this.hold(answer.value);
    return answer;
  }

  /** Deletes the account. What it was in stays to the others, as if one had left. */
  async erase(password: string): Promise<Answer<null>> {
    this.passing = true;
    const answer = await deleteAccount(password);
    if (answer.ok) this.becomeNobody();
    this.passing = false;
    return answer;
  }

  /** Registered, logged in or given back: from now on one is this user. In place, the socket goes on as it is. */
  entered(as: Entered, inPlace: boolean): void {
    this.account.value = as.account;
    this.words.value = as.recovery ?? this.words.peek();
    this.ended.value = false;
    this.you.value = as.you;
    prefer({ theme: as.account.theme });
    if (!inPlace) this.client.stop();
    this.client.start();
  }

  /** From inside a visitor's session one stays the same person: seats, roles and sockets go on. */
  register(name: string, password: string): Promise<Answer<Entered>> {
    return this.pass(register(name, password), true);
  }

  logIn(name: string, password: string): Promise<Answer<Entered>> {
    return this.pass(logIn(name, password), false);
  }

  recover(name: string, words: string, password: string): Promise<Answer<Entered>> {
    return this.pass(recover(name, words, password), false);
  }

  changePassword(password: string, next: string): Promise<Answer<Entered>> {
    return this.pass(changePassword(password, next), true);
  }

  private async pass(asked: Promise<Answer<Entered>>, inPlace: boolean): Promise<Answer<Entered>> {
    this.passing = true;
    const answer = await asked;
    if (answer.ok) this.entered(answer.value, inPlace);
    this.passing = false;
    const link = this.client.link.peek();
    if (!answer.ok && link.is === "stopped" && link.remedy === "session") void this.sessionEnded();
    if (!answer.ok && answer.code === "logged_in") await this.look();
    return answer;
  }

  /** Another window of this browser may have logged in. */
  private async look(): Promise<void> {
    const answer = await askSession();
    if (!answer.ok || !answer.value.you) return;
    this.you.value = answer.value.you;
    await this.read();
  }

  /** Out of the account in this browser, which forgets whatever it had of it and its rooms. */
  async logOut(): Promise<Failure | null> {
    this.client.stop();
    const answer = await endSession();
    if (!answer.ok) {
      this.client.start();
      return answer;
    }
    this.becomeNobody();
    return null;
  }

  /** The session is no more, by one's own wish. */
  becomeNobody(): void {
    this.client.stop();
    this.hooks.leaveRooms();
    this.forget();
    this.you.value = null;
    // The server had the browser forget everything; how the page looks is nobody's secret.
    prefer({});
  }

  /** The server ended the session. Perhaps this browser has another one by now, from another window. */
  async sessionEnded(): Promise<void> {
    if (this.passing) return;
    const wasUser = this.you.peek()?.kind === "user";
    const answer = await askSession();
    if (this.passing || this.client.link.peek().is !== "stopped") return;
    const now = answer.ok ? answer.value.you : null;
    if (now?.kind !== "user") this.forget();
    this.ended.value = wasUser && !now;
    this.you.value = now;
    if (now) this.client.start();
  }

  /** A new name or picture, or a visitor who became a user, also when that happened in another window. */
  shownAs({ room, member }: RoomEvent<"member_changed">): void {
    const { name, avatar, kind } = member;
    const was = this.you.peek();
    if (member.m !== this.hooks.seat(room) || kind === "hidden" || !was) return;
    if (was.name === name && was.avatar === avatar && was.kind === kind) return;
    this.you.value = { name, avatar, kind };
    if (kind === "user" && !this.passing) void this.read();
  }

  private forget(): void {
    this.account.value = null;
    this.rooms.value = [];
    this.regions.value = [];
  }
}
