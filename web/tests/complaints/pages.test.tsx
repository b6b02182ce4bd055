// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { logIn } from "../../src/account/api";
import { tell } from "../../src/account/refusals";
import { type App, AppContext } from "../../src/app/app";
import { rules } from "../../src/complaints/rules";
import { SuspendedNote } from "../../src/pages/account/suspended_note";
import { ComplaintsPage } from "../../src/pages/complaints/complaints_page";
import { ReceiptDialog } from "../../src/pages/report/receipt_dialog";
import { SendForm } from "../../src/pages/report/send_form";
import { noon } from "../builders";
import { AskedServer, refused, said } from "./asked_server";

const root = document.createElement("div");
let server: AskedServer;
beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", "/");
  rules.value = null;
  document.body.append(root);
  server = new AskedServer();
  server.when("/api/rules", said({ rules: [{ rule: "spam", text: "Spam or advertising" }] }));
  server.start();
});
afterEach(async () => {
  await act(() => render(null, root));
  vi.unstubAllGlobals();
});

function makeApp(kind: "guest" | "user" | null) {
  const you = kind === null ? null : { name: "Ann", avatar: "a1", kind };
  const notices = signal<readonly object[]>([]);
  const ensureSession = vi.fn(async () => ({ ok: true, value: null }) as const);
  const app = {
    you: signal(you),
    receipt: signal<string | null>(null),
    inbox: { list: notices, state: signal(null) },
    bell: { fresh: signal([]) },
    me: { account: signal(null) },
    ensureSession,
  };
  return { app: app as unknown as App, notices, ensureSession };
}
const show = (app: App, what: preact.ComponentChild) =>
  act(() => render(<AppContext.Provider value={app}>{what}</AppContext.Provider>, root));
const shows = (text: string) => vi.waitFor(() => expect(root.textContent).toContain(text));
const complaint = (id: string, part: object = {}) => ({
  id,
  kind: "message",
  rule: "spam",
  state: "waiting_reporter",
  outcome: null,
  created_at: noon,
  changed_at: noon,
  decided_at: null,
  ends_at: null,
  ...part,
});
const write = (text: string) =>
  act(() => {
    const area = root.querySelector("textarea");
    if (!area) throw new Error("nowhere to write");
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
const submit = () =>
  act(() => {
    root.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  });

describe("a suspended account", () => {
  it("is told by which rule and until when, and where to appeal", async () => {
    const until = Date.UTC(2026, 5, 1, 12);
    server.when("/api/login", refused("suspended", 403, { rule: "spam", until }));
    const answer = await logIn("ann", "a password");
    if (answer.ok) throw new Error("logged in");
    const told = tell(answer);
    expect(told.suspended).toEqual({ rule: "spam", until });
    await act(() => render(<SuspendedNote rule="spam" until={until} />, root));
    await shows("Spam or advertising");
    expect(root.textContent).toContain("2026");
    expect(root.querySelector("a")?.getAttribute("href")).toBe("/report#appeal.spam");
  });

  it("for good says so, and any other refusal says nothing of it", async () => {
    server.when(
      "/api/login",
      refused("suspended", 403, { rule: "spam", until: null }),
      refused("login_failed", 401),
    );
    const first = await logIn("ann", "a password");
    expect(!first.ok && first.suspended).toEqual({ rule: "spam", until: null });
    const second = await logIn("ann", "a password");
    expect(!second.ok && second.suspended).toBeUndefined();
    await act(() => render(<SuspendedNote rule="spam" until={null} />, root));
    await shows("suspended for good");
  });
});

describe("what comes from no room", () => {
  it("is sent with a session that is made for it, and a visitor's receipt is shown", async () => {
    const { app, ensureSession } = makeApp(null);
    const receipt = "apple river stone cloud paper light";
    server.when("/api/complaints", said({ complaint: complaint("c1", { kind: "bug" }), receipt }, 201));
    await show(app, <SendForm />);
    await write("The bell is silent");
    await submit();
    await vi.waitFor(() => expect(app.receipt.value).toBe(receipt));
    expect(ensureSession).toHaveBeenCalledTimes(1);
    expect(server.of("/api/complaints")[0]?.body).toEqual({ kind: "bug", text: "The bell is silent" });
    expect(root.querySelector("textarea")?.value).toBe("");
    expect(sessionStorage.length).toBe(0);
  });

  it("leads a user to the thread", async () => {
    const { app } = makeApp("user");
    server.when("/api/complaints", said({ complaint: complaint("c7", { kind: "bug" }) }, 201));
    await show(app, <SendForm />);
    await write("The bell is silent");
    await submit();
    await vi.waitFor(() => expect(location.pathname).toBe("/complaints/c7"));
  });

  it("is an appeal with its rule where the address says so, and survives a reload unsent", async () => {
    history.replaceState(null, "", "/report#appeal.spam");
    const { app } = makeApp("guest");
    server.when("/api/complaints", null);
    await show(app, <SendForm />);
    await shows("Spam or advertising");
    await write("It was not me");
    await submit();
    await shows("The server cannot be reached");
    expect(server.of("/api/complaints")[0]?.body).toEqual({
      kind: "appeal",
      rule: "spam",
      text: "It was not me",
    });
    await act(() => render(null, root));
    await show(app, <SendForm />);
    expect(root.querySelector("textarea")?.value).toBe("It was not me");
  });
});

describe("a receipt", () => {
  it("stays until one says that it is written down, and Esc does not take it away", async () => {
    const { app } = makeApp("guest");
    const words = "apple river stone cloud paper light";
    app.receipt.value = words;
    await show(app, <ReceiptDialog words={words} />);
    expect([...root.querySelectorAll(".words li")].map((each) => each.textContent)).toEqual(words.split(" "));
    expect(root.textContent).toContain("shown only now");
    const dialog = root.querySelector("dialog");
    await act(() => dialog?.dispatchEvent(new Event("cancel", { cancelable: true })) as unknown as undefined);
    expect(app.receipt.value).toBe(words);
    expect(dialog?.open).toBe(true);
    const leaving = new Event("beforeunload", { cancelable: true });
    dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    await act(() => [...root.querySelectorAll("button")].at(-1)?.click());
    expect(app.receipt.value).toBeNull();
  });
});

describe("one's own complaints", () => {
  it("are listed with where they stand", async () => {
    const list = [
      complaint("c2"),
      complaint("c1", { kind: "bug", rule: null, state: "resolved", outcome: "upheld" }),
    ];
    server.when("/api/complaints", said({ complaints: list }));
    await show(makeApp("user").app, <ComplaintsPage id={null} />);
    await shows("Waits for you");
    await shows("Spam or advertising");
    expect(root.textContent).toContain("Decided");
    expect([...root.querySelectorAll(".room-lines a")].map((each) => each.getAttribute("href"))).toEqual([
      "/complaints/c2",
      "/complaints/c1",
    ]);
  });

  it("are fetched anew when the inbox tells of an answer", async () => {
    const { app, notices } = makeApp("user");
    server.when(
      "/api/complaints/c1",
      said({ complaint: complaint("c1", { state: "assigned" }) }),
      said({ complaint: complaint("c1") }),
    );
    await show(app, <ComplaintsPage id="c1" />);
    await shows("Somebody is looking at it");
    await act(() => {
      notices.value = [{ seq: 4, notice: { kind: "complaint_answered", name: "c1" } }];
    });
    await shows("There is an answer for you");
  });

  it("say what keeps them away, and can be asked for again", async () => {
    server.when("/api/complaints", refused("unavailable", 503), said({ complaints: [] }));
    await show(makeApp("user").app, <ComplaintsPage id={null} />);
    await shows("cannot be shown just now");
    await act(() => root.querySelector<HTMLButtonElement>(".act-row button")?.click());
    await shows("You have sent none");
  });

  it("are an account's: a visitor is led to the receipt", async () => {
    await show(makeApp("guest").app, <ComplaintsPage id={null} />);
    await shows("six words");
    expect(server.of("/api/complaints")).toEqual([]);
  });
});
