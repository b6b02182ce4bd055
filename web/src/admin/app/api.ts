import { type Answer, call, changing } from "../../session/api";
import type { Shape } from "../../wire/shape";
import type { Confirmation } from "../session/confirmation";
import * as complaints from "../wire/complaints";
import { overview } from "../wire/overview";
import * as wire from "../wire/shapes";

const base = "/admin/api";

export interface OfficialWish {
  readonly kind?: wire.OfficialKind;
  readonly name?: string;
  readonly topic?: string;
  readonly region?: string;
  readonly opens_at?: number;
  readonly closes_at?: number;
  readonly capacity?: number;
}

export interface AnnouncementWish {
  readonly text: string;
  readonly scope: wire.Announcement["scope"];
  readonly region?: string;
  readonly room?: string;
  readonly from?: number;
  readonly until: number;
}

export interface ActWish {
  readonly act: "warn" | "mute" | "suspend" | "close_room";
  readonly reason: string;
  readonly minutes?: number;
}

interface Watch {
  /** Every answer passes here; it may say that the session is over. */
  readonly answered: <T>(answer: Answer<T>, byItself: boolean) => Promise<Answer<T>>;
}

const caseOf = (answer: Answer<{ readonly complaint: complaints.Case }>): Answer<complaints.Case> =>
  answer.ok ? { ok: true, value: answer.value.complaint } : answer;

/** The routes of PROTOCOL section 20. Acts that want a confirmation ask for it and go on by themselves. */
export class AdminApi {
  constructor(
    private readonly watch: Watch,
    private readonly confirmation: Confirmation,
  ) {}

  readonly me = () => this.get("/me", wire.oneAdmin);
  /** Asked again and again without anybody being there. */
  readonly overview = () => this.get("/overview", overview, true);
  readonly rules = () => call("/api/rules", wire.rules);

  readonly complaints = (query: string) => this.get(`/complaints${query}`, complaints.cases);
  readonly complaint = async (id: string) => caseOf(await this.get(at(id), complaints.named));
  readonly claim = (id: string) => this.caseAct(id, "claim");
  readonly release = (id: string) => this.caseAct(id, "release");
  readonly reply = (id: string, text: string) => this.caseAct(id, "reply", { text });
  readonly note = (id: string, text: string) => this.caseAct(id, "note", { text });
  readonly resolve = (id: string, outcome: complaints.Outcome, text: string) =>
    this.caseAct(id, "resolve", { outcome, ...(text === "" ? {} : { text }) });
  readonly reveal = (id: string, reason: string) =>
    this.confirmed(`${at(id)}/reveal`, complaints.revealed, { reason });
  readonly act = (id: string, wish: ActWish) => this.confirmed(`${at(id)}/act`, complaints.acted, wish);

  readonly rooms = () => this.get("/rooms", wire.officials);
  readonly makeRoom = (wish: OfficialWish) => this.post("/rooms", wire.oneOfficial, wish);
  readonly changeRoom = (id: string, wish: OfficialWish) =>
    this.send(`/rooms/${part(id)}`, wire.oneOfficial, "PATCH", wish);
  readonly removeRoom = (id: string, reason: string) =>
    this.confirmed(`/rooms/${part(id)}/remove`, wire.nothing, { reason });
  readonly closeRoom = (room: string, reason: string) =>
    this.confirmed("/rooms/close", wire.nothing, { room, reason });

  readonly person = (name: string) => this.get(`/people?name=${encodeURIComponent(name)}`, wire.personAnswer);
  readonly suspend = (name: string, rule: string, reason: string, minutes: number | null) =>
    this.personAct(name, "suspend", { rule, reason, ...(minutes === null ? {} : { minutes }) });
  readonly unsuspend = (name: string, reason: string) => this.personAct(name, "unsuspend", { reason });
  readonly reset = (name: string, what: "profile" | "access", reason: string) =>
    this.personAct(name, "reset", { what, reason });
  readonly proposals = () => this.get("/proposals", wire.proposals);
  readonly decide = (id: string, accept: boolean) =>
    this.confirmed(`/proposals/${part(id)}`, wire.personAnswer, { accept });

  readonly announcements = () => this.get("/announcements", wire.announcements);
  readonly announce = (wish: AnnouncementWish) => this.post("/announcements", wire.oneAnnouncement, wish);
  readonly removeAnnouncement = (id: string) => this.post(`/announcements/${part(id)}/remove`, wire.nothing);

  readonly audit = (before: number | null) =>
    this.get(before === null ? "/audit" : `/audit?before=${before}`, wire.audit);
  readonly settings = () => this.get("/settings", wire.settings);
  readonly set = (change: Partial<wire.Settings>) =>
    this.confirmation.run(() => this.send("/settings", wire.settings, "PATCH", change));

  private async caseAct(id: string, act: string, body: object = {}): Promise<Answer<complaints.Case>> {
    return caseOf(await this.post(`${at(id)}/${act}`, complaints.named, body));
  }

  private personAct(name: string, act: string, body: object) {
    return this.confirmed(`/people/${part(name)}/${act}`, wire.personAnswer, body);
  }

  private confirmed<T>(path: string, shape: Shape<T>, body: object): Promise<Answer<T>> {
    return this.confirmation.run(() => this.post(path, shape, body));
  }

  private async get<T>(path: string, shape: Shape<T>, byItself = false): Promise<Answer<T>> {
    return this.watch.answered(await call(base + path, shape), byItself);
  }

  private post<T>(path: string, shape: Shape<T>, body: object = {}): Promise<Answer<T>> {
    return this.send(path, shape, "POST", body);
  }

  private async send<T>(path: string, shape: Shape<T>, method: "POST" | "PATCH", body: object) {
    return this.watch.answered(await call(base + path, shape, changing(method, body)), false);
  }
}

const part = encodeURIComponent;
const at = (id: string): string => `/complaints/${part(id)}`;

// What comes before there is a session, or ends it, concerns nobody who watches over one.

export const logIn = (name: string, password: string, code: string): Promise<Answer<{ admin: wire.Admin }>> =>
  call(`${base}/login`, wire.oneAdmin, changing("POST", { name, password, code }));

export const confirm = (password: string, code: string): Promise<Answer<{ admin: wire.Admin }>> =>
  call(`${base}/confirm`, wire.oneAdmin, changing("POST", { password, code }));

export const logOut = (): Promise<Answer<null>> => call(`${base}/logout`, wire.nothing, changing("POST"));

export const askMe = (): Promise<Answer<{ admin: wire.Admin }>> => call(`${base}/me`, wire.oneAdmin);
