// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closeOwned } from "../../src/account/close_owned";
import { Me } from "../../src/account/me";
import { prefer, preferences } from "../../src/app/preferences";
import type { Client, Outcome } from "../../src/connection/client";
import type { Link } from "../../src/connection/machine";
import { card, event, member, noon, roomId } from "../builders";

const account = {
  name: "ann",
  display: "Ann",
  avatar: "a7",
  about: "",
  theme: "dark",
  language: "",
  region: "",
  hide_profile: false,
  hide_name: false,
  invisible: false,
  requests_off: false,
  created_at: noon,
};
const ann = { name: "Ann", avatar: "a7", kind: "user" };
const entered = { you: ann, session: { idle_ms: 1, ends_at: noon }, account };
const own = { account, rooms: [card()] };
const ended: Link = { is: "stopped", remedy: "session", text: "Your session has ended." };

/** The answers of a server by "METHOD path", a status and a body each. */
function serve(answers: Readonly<Record<string, readonly [number, unknown]>>): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const what = `${init.method ?? "GET"} ${path}`;
    asked.push(what);
    const [status, body] = answers[what] ?? [404, { error: { code: "not_found", text: "" } }];
    return { status, json: async () => structuredClone(body) } as Response;
  });
  return asked;
}

function makeMe() {
  const link = signal<Link>({ is: "live", since: 0, heardAt: 0, pingAt: null, attempt: 0, strikes: 0 });
  const calls: string[] = [];
  const client = { link, start: () => calls.push("start"), stop: () => calls.push("stop") };
  const me = new Me(client as unknown as Client, {
    leaveRooms: () => calls.push("leave rooms"),
    seat: (room) => (room === roomId ? 3 : undefined),
  });
  return { me, link, calls };
}

describe("an account on this page", () => {
  beforeEach(() => prefer({ theme: "system" }));
  afterEach(() => vi.unstubAllGlobals());

  it("is registered in place: the socket goes on, the words are shown, its theme is the page's", async () => {
    serve({ "POST /api/account": [201, { ...entered, recovery: "a b c d e f" }] });
    const { me, calls } = makeMe();
    me.you.value = { name: "Quiet Otter", avatar: "a7", kind: "guest" };
    expect((await me.register("ann", "x")).ok).toBe(true);
    expect(calls).toEqual(["start"]);
    expect(me.you.value).toEqual(ann);
    expect(me.words.value).toBe("a b c d e f");
    expect(preferences.value.theme).toBe("dark");
  });

  it("is logged in with a new connection, and the end of the visitor's session is no news", async () => {
    serve({ "POST /api/login": [200, entered], "GET /api/session": [200, { you: null }] });
    const { me, link, calls } = makeMe();
    const asked = me.logIn("ann", "x");
    link.value = ended;
    await me.sessionEnded();
    await asked;
    expect(calls).toEqual(["stop", "start"]);
    expect(me.you.value).toEqual(ann);
    expect(me.ended.value).toBe(false);
  });

  it("stays a visitor with what was typed when it is refused, and hears until when", async () => {
    const error = { code: "unavailable", text: "away", retry_after_ms: 1000 };
    serve({ "POST /api/login": [503, { error }] });
    const { me, calls } = makeMe();
    expect(await me.logIn("ann", "x")).toEqual({
      ok: false,
      code: "unavailable",
      text: "away",
      retryAfterMs: 1000,
    });
    expect(calls).toEqual([]);
    expect(me.account.value).toBeNull();
  });

  it("that was logged out elsewhere leaves a visitor who is told so", async () => {
    serve({ "GET /api/session": [200, { you: null }] });
    const { me, link, calls } = makeMe();
    me.you.value = { ...ann, kind: "user" };
    link.value = ended;
    await me.sessionEnded();
    expect(me.you.value).toBeNull();
    expect(me.ended.value).toBe(true);
    expect(calls, "rooms and drafts stay").toEqual([]);
  });

  it("that logged in in another window of this browser is taken over without a word", async () => {
    serve({ "GET /api/session": [200, { you: ann }] });
    const { me, link, calls } = makeMe();
    me.you.value = { name: "Quiet Otter", avatar: "a7", kind: "guest" };
    link.value = ended;
    await me.sessionEnded();
    expect(me.you.value).toEqual(ann);
    expect(me.ended.value).toBe(false);
    expect(calls).toEqual(["start"]);
  });

  it("is left by logging out, with its rooms; the theme stays", async () => {
    serve({ "DELETE /api/session": [204, null] });
    const { me, calls } = makeMe();
    me.hold({ ...own, account: { ...account, theme: "dark" } });
    expect(await me.logOut()).toBeNull();
    expect(calls).toContain("leave rooms");
    expect([me.you.value, me.account.value, me.rooms.value]).toEqual([null, null, []]);
    expect(preferences.value.theme).toBe("dark");
  });

  it("stays logged in when logging out is not possible just now", async () => {
    serve({ "DELETE /api/session": [503, { error: { code: "unavailable", text: "away" } }] });
    const { me, calls } = makeMe();
    me.hold({ ...own, account: { ...account, theme: "dark" } });
    expect(await me.logOut()).toMatchObject({ code: "unavailable" });
    expect(calls).toEqual(["stop", "start"]);
    expect(me.account.value?.name).toBe("ann");
  });

  it("shows a changed name at once, also if another window changed it", async () => {
    const asked = serve({
      "PATCH /api/account": [200, { account: { ...account, display: "Anna" }, rooms: [] }],
      "GET /api/account": [200, own],
    });
    const { me } = makeMe();
    me.you.value = { ...ann, kind: "user" };
    await me.change({ display: "Anna" });
    expect(me.you.value.name).toBe("Anna");
    me.shownAs(event("member_changed", 5, { member: member(3, { ...ann, name: "Annika", kind: "user" }) }));
    expect(me.you.value.name).toBe("Annika");
    expect(asked).toContain("GET /api/account");
  });

  it("is not taken for somebody else in the room, nor for one's own pseudonym", () => {
    const { me } = makeMe();
    me.you.value = { ...ann, kind: "user" };
    me.shownAs(event("member_changed", 5, { member: member(4, { name: "Bo" }) }));
    me.shownAs(event("member_changed", 6, { member: member(3, { name: "Grey Owl", kind: "hidden" }) }));
    expect(me.you.value.name).toBe("Ann");
  });

  it("keeps a theme that is chosen anywhere on the page, and only for users", async () => {
    const asked = serve({
      "PATCH /api/account": [200, { account: { ...account, theme: "light" }, rooms: [] }],
    });
    const { me } = makeMe();
    await me.chooseTheme("light");
    expect(asked).toEqual([]);
    me.hold({ ...own, account: { ...account, theme: "dark" } });
    await me.chooseTheme("light");
    expect(asked).toEqual(["PATCH /api/account"]);
    expect(preferences.value.theme).toBe("light");
  });

  it("is deleted: nobody is logged in, nothing of its rooms stays", async () => {
    serve({ "POST /api/account/delete": [204, null] });
    const { me, calls } = makeMe();
    me.hold({ ...own, account: { ...account, theme: "dark" } });
    expect((await me.erase("x")).ok).toBe(true);
    expect(calls).toContain("leave rooms");
    expect(me.you.value).toBeNull();
    expect(me.ended.value).toBe(false);
  });
});

describe("closing an owned room", () => {
  const script = (...outcomes: readonly (string | null)[]) => {
    const asked: string[] = [];
    const left = [...outcomes];
    const request = async ({ t }: { t: string }): Promise<Outcome<unknown>> => {
      asked.push(t);
      const code = left.shift() ?? null;
      return code === null
        ? { ok: true, reply: {} }
        : { ok: false, refusal: { code, text: code, retryAfterMs: null } };
    };
    return { client: { request } as unknown as Client, asked };
  };

  it("closes it where one is inside", async () => {
    const { client, asked } = script(null);
    expect(await closeOwned(client, roomId, "bye")).toBeNull();
    expect(asked).toEqual(["close"]);
  });

  it("goes in first where one has left it", async () => {
    const { client, asked } = script("not_member", null, null);
    expect(await closeOwned(client, roomId, "")).toBeNull();
    expect(asked).toEqual(["close", "join", "close"]);
  });

  it("says why it could not", async () => {
    expect((await closeOwned(script("not_allowed").client, roomId, ""))?.code).toBe("not_allowed");
    expect((await closeOwned(script("not_member", "gone").client, roomId, ""))?.code).toBe("gone");
  });
});
