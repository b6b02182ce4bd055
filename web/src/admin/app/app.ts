import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Answer } from "../../session/api";
import { Confirmation } from "../session/confirmation";
import { Drafts } from "../session/drafts";
import { type Idle, IdleTimer } from "../session/idle";
import type { Admin, Rule } from "../wire/shapes";
import { AdminApi, askMe, logOut } from "./api";
import { here, navigate, placeAfterLogin, replacePlace, route, toLogin } from "./router";

/** Why the login page is shown. */
export type Away = "never" | "idle" | "elsewhere" | "left";

/** What the pages of this browser tell each other; nothing but times and that it is over. */
type Word = { readonly is: "active"; readonly at: number } | { readonly is: "over" };

interface Channel {
  post(word: Word): void;
}

/** Builds the parts and joins them. One per page. */
export class AdminApp {
  /** Undefined until it is known. */
  readonly who: Signal<Admin | null | undefined> = signal<Admin | null | undefined>(undefined);
  readonly away: Signal<Away> = signal<Away>("never");
  readonly idle: Signal<Idle> = signal<Idle>({ is: "active" });
  /** The last result, seen and read aloud. */
  readonly told: Signal<string> = signal("");
  readonly rules: Signal<readonly Rule[] | null> = signal<readonly Rule[] | null>(null);
  readonly drafts = new Drafts();
  readonly confirmation = new Confirmation();
  readonly api: AdminApi;
  private timer: IdleTimer | null = null;
  private ending = false;

  constructor(private readonly channel: Channel = { post: () => undefined }) {
    this.api = new AdminApi(
      { answered: (answer, byItself) => this.answered(answer, byItself) },
      this.confirmation,
    );
  }

  async start(): Promise<void> {
    const answer = await askMe();
    if (answer.ok) this.entered(answer.value.admin);
    else if (answer.code === "not_found") this.ended("never");
    // Whether there is a session cannot be told just now: the login page can.
    else this.ended("never", answer.text);
  }

  /** After logging in or confirming. */
  entered(admin: Admin): void {
    const first = !this.who.peek();
    this.who.value = admin;
    if (!first) return;
    this.ending = false;
    this.drafts.belongTo(admin.name);
    this.told.value = "";
    this.timer = new IdleTimer(
      admin.idle_ms,
      {
        touch: () => void this.api.me(),
        over: () => void this.leave("idle"),
        changed: (idle) => {
          this.idle.value = idle;
        },
        tell: (at) => this.channel.post({ is: "active", at }),
      },
      Date.now(),
    );
    this.idle.value = { is: "active" };
    if (route.peek().page === "login") replacePlace(placeAfterLogin(history.state));
    if (!this.rules.peek()) void this.loadRules();
  }

  /** Ends the session on the server too; the place is kept unless one left on purpose. */
  async leave(why: "idle" | "left"): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    this.channel.post({ is: "over" });
    const asked = logOut();
    this.ended(why);
    const answer = await asked;
    if (!answer.ok && answer.code !== "not_found" && !this.who.peek()) {
      this.told.value = `The server did not take the logging out: ${answer.text}`;
    }
  }

  heard(word: Word): void {
    if (!this.who.peek()) return;
    if (word.is === "active") this.timer?.activeElsewhere(word.at, Date.now());
    else this.ended("elsewhere");
  }

  active(): void {
    this.timer?.active(Date.now());
  }

  stay(): void {
    this.timer?.stay(Date.now());
  }

  tick(): void {
    this.timer?.tick(Date.now());
  }

  tell(words: string): void {
    // The same words twice are read twice.
    this.told.value = "";
    queueMicrotask(() => {
      this.told.value = words;
    });
  }

  go(place: string): void {
    this.told.value = "";
    navigate(place);
  }

  private ended(why: Away, told = ""): void {
    this.timer = null;
    this.who.value = null;
    this.idle.value = { is: "active" };
    this.away.value = why;
    this.told.value = told;
    this.confirmation.settle(false);
    if (why === "left") this.drafts.clear();
    if (route.peek().page !== "login") toLogin(why === "left" ? null : here());
  }

  private async answered<T>(answer: Answer<T>, byItself: boolean): Promise<Answer<T>> {
    if (!byItself) this.timer?.asked(Date.now());
    // For whoever is no admin nothing is there at all; a wrong address within the API looks the same.
    if (!answer.ok && answer.code === "not_found" && this.who.peek()) {
      const me = await askMe();
      if (!me.ok && me.code === "not_found" && this.who.peek()) this.ended("elsewhere");
    }
    return answer;
  }

  private async loadRules(): Promise<void> {
    const answer = await this.api.rules();
    if (answer.ok) this.rules.value = answer.value.rules;
  }
}

export const AdminContext = createContext<AdminApp | null>(null);

export function useAdmin(): AdminApp {
  const app = useContext(AdminContext);
  if (!app) throw new Error("useAdmin outside of the app");
  return app;
}
