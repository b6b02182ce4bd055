// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type App, AppContext } from "../../src/app/app";
import { close, overlay } from "../../src/app/overlays";
import { rules } from "../../src/complaints/rules";
import { ReportDialog } from "../../src/pages/room/report/report_dialog";
import { type Reported, RoomView, RoomViewContext } from "../../src/pages/room/room_view";
import type { Room } from "../../src/rooms/room";
import { fromMessage, type RoomState } from "../../src/rooms/room_state";
import { epoch, message, noon, roomId, roomState } from "../builders";
import { AskedServer, refused, said } from "./asked_server";

const digest = "ab".repeat(32);
const evidence = (text: string) =>
  JSON.stringify({
    room: { id: roomId, name: "Tea", kind: "room" },
    messages: [{ seq: 3, at: noon, by: { m: 2, name: "Guest 2", kind: "guest" }, edited: false, text }],
  });
const complaint = (id: string) => ({
  id,
  kind: "message",
  rule: "spam",
  state: "new",
  outcome: null,
  created_at: noon,
  changed_at: noon,
  decided_at: null,
  ends_at: null,
});
const by = { m: 2, name: "Guest 2", avatar: "a1", kind: "guest" } as const;
const log = [1, 2, 3, 4, 5].map((seq) => fromMessage(message(seq)));

describe("reporting from a room", () => {
  const root = document.createElement("div");
  const receipt = signal<string | null>(null);
  let server: AskedServer;
  let state = signal<RoomState | null>(null);

  beforeEach(() => {
    document.body.append(root);
    sessionStorage.clear();
    receipt.value = null;
    rules.value = null;
    state = signal<RoomState | null>(roomState({ log, seq: 5 }));
    server = new AskedServer();
    server.when("/api/rules", said({ rules: [{ rule: "spam", text: "Spam or advertising" }] }));
    server.when("/api/complaints/preview", said({ evidence: evidence("text 3"), digest }));
    server.start();
  });
  afterEach(() => {
    act(() => render(null, root));
    close();
    vi.unstubAllGlobals();
  });

  const open = async (what: Reported) => {
    const room = { id: roomId, state, writing: { outbox: signal({ list: [] }) } } as unknown as Room;
    const view = new RoomView(room);
    const app = { receipt } as unknown as App;
    function Over() {
      return overlay.value === "report" ? <ReportDialog /> : null;
    }
    await act(() =>
      render(
        <AppContext.Provider value={app}>
          <RoomViewContext.Provider value={view}>
            <Over />
          </RoomViewContext.Provider>
        </AppContext.Provider>,
        root,
      ),
    );
    await act(() => view.report(what));
    await vi.waitFor(() => expect(root.textContent).toContain("Spam or advertising"));
  };
  const reopen = async (what: Reported) => {
    await act(() => close());
    await act(() => render(null, root));
    await open(what);
  };
  const press = async (words: string) => {
    const button = await vi.waitFor(() => {
      const found = [...root.querySelectorAll("button")].find((each) => each.textContent === words);
      if (!found || found.disabled) throw new Error(`no button says ${words}: ${root.textContent}`);
      return found;
    });
    await act(() => button.click());
  };
  const choose = (words: string) =>
    act(() => {
      const label = [...root.querySelectorAll("label")].find((each) => each.textContent?.includes(words));
      label?.querySelector("input")?.click();
    });
  const write = (text: string) =>
    act(() => {
      const area = root.querySelector("textarea");
      if (!area) throw new Error("nowhere to write");
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
  const shows = (words: string) => vi.waitFor(() => expect(root.textContent).toContain(words));
  const picked = () =>
    [...root.querySelectorAll<HTMLElement>("[data-pick]")]
      .filter((each) => each.querySelector("input")?.checked)
      .map((each) => each.dataset.pick);
  const third = { kind: "message", seq: 3, by } as const;
  const fill = async () => {
    await choose("Spam");
    await write("It is advertising");
  };

  it("begins with the message it was opened at, offers its neighbours, and stores nothing yet", async () => {
    await open(third);
    expect(picked()).toEqual(["3"]);
    expect(root.querySelectorAll("[data-pick]")).toHaveLength(5);
    expect(server.of("/api/complaints")).toEqual([]);
  });

  it("shows the very text that would be stored, and sends it with its digest", async () => {
    server.when("/api/complaints", said({ complaint: complaint("c1") }, 201));
    await open(third);
    await fill();
    await choose("text 4");
    await press("See what is stored");
    await shows("This is what will be stored");
    expect(root.querySelector("[data-evidence]")?.textContent).toBe(evidence("text 3"));
    expect(root.textContent).toContain("never told who you are");
    expect(root.textContent).toContain("Pictures themselves are not kept");
    await press("Send");
    await shows("It was sent");
    const body = { room: roomId, m: 2, messages: [3, 4] };
    expect(server.of("/api/complaints/preview")[0]?.body).toEqual(body);
    expect(server.of("/api/complaints")[0]?.body).toEqual({
      kind: "message",
      rule: "spam",
      text: "It is advertising",
      evidence: { ...body, digest },
    });
    expect(sessionStorage.length).toBe(0);
  });

  it("hands a visitor's receipt to the page, where the end of the room cannot take it away", async () => {
    const words = "apple river stone cloud paper light";
    server.when("/api/complaints", said({ complaint: complaint("c1"), receipt: words }, 201));
    await open(third);
    await fill();
    await press("See what is stored");
    await shows("This is what will be stored");
    await press("Send");
    await vi.waitFor(() => expect(receipt.value).toBe(words));
    expect(overlay.value).toBeNull();
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain("apple");
  });

  it("asks for a new look when something changed meanwhile, and keeps what was written", async () => {
    server.when(
      "/api/complaints",
      refused("evidence_changed", 409),
      said({ complaint: complaint("c2") }, 201),
    );
    await open(third);
    await fill();
    await press("See what is stored");
    await shows("This is what will be stored");
    await press("Send");
    await shows("Look at it again");
    server.when("/api/complaints/preview", said({ evidence: evidence("edited"), digest: "cd".repeat(32) }));
    await press("Look again");
    await shows("edited");
    expect(root.textContent).toContain("It is advertising");
    await press("Send");
    await shows("It was sent");
    expect(server.of("/api/complaints")[1]?.body).toMatchObject({ evidence: { digest: "cd".repeat(32) } });
  });

  it("shows every refusal and loses nothing by it, nor by a network that fails", async () => {
    server.when(
      "/api/complaints/preview",
      null,
      refused("not_member"),
      said({ evidence: evidence("x"), digest }),
    );
    server.when("/api/complaints", refused("rate_limited", 429, { retry_after_ms: 60_000 }), null);
    await open(third);
    await fill();
    await press("See what is stored");
    await shows("The server cannot be reached");
    await press("See what is stored");
    await shows("text of not_member");
    await press("See what is stored");
    await shows("This is what will be stored");
    await press("Send");
    await shows("the most that can be sent for now");
    await press("Send");
    await shows("The server cannot be reached");
    await press("Back");
    expect(root.querySelector("textarea")?.value).toBe("It is advertising");
    expect(picked()).toEqual(["3"]);
  });

  it("is as it was when it is opened again after an accident, and empty after it was discarded", async () => {
    await open(third);
    await fill();
    await choose("text 5");
    await reopen({ kind: "message", seq: 2, by });
    expect(root.querySelector("textarea")?.value).toBe("It is advertising");
    expect(picked()).toEqual(["2", "3", "5"]);
    await press("Discard");
    expect(overlay.value).toBeNull();
    await reopen(third);
    expect(root.querySelector("textarea")?.value).toBe("");
    expect(picked()).toEqual(["3"]);
  });

  it("lets go of picks when the room began anew: the same numbers mean other messages", async () => {
    await open(third);
    await fill();
    await act(() => close());
    await act(() => render(null, root));
    state.value = roomState({ log, seq: 5, epoch: epoch + 1 });
    await open({ kind: "room" });
    expect(picked()).toEqual([]);
    expect(root.querySelector("textarea")?.value).toBe("It is advertising");
  });

  it("lets go of a picked message that is deleted while one writes", async () => {
    await open({ kind: "message", seq: 4, by });
    await fill();
    await choose("text 3");
    await act(() => {
      state.value = roomState({ log: log.filter(({ seq }) => seq !== 3), seq: 6 });
    });
    await vi.waitFor(() => expect(picked()).toEqual(["4"]));
    await press("See what is stored");
    await shows("This is what will be stored");
    expect(server.of("/api/complaints/preview")[0]?.body).toMatchObject({ messages: [4] });
  });

  it("of a message whose author is no longer known names the message alone", async () => {
    server.when(
      "/api/complaints/preview",
      refused("no_member", 404),
      said({ evidence: evidence("x"), digest }),
    );
    await open(third);
    await fill();
    await press("See what is stored");
    await shows("This is what will be stored");
    expect(server.of("/api/complaints/preview").map(({ body }) => body)).toEqual([
      { room: roomId, m: 2, messages: [3] },
      { room: roomId, messages: [3] },
    ]);
  });

  it("of a person needs no message, and of a room names nobody", async () => {
    await open({ kind: "member", by });
    await fill();
    await press("See what is stored");
    await shows("This is what will be stored");
    expect(server.of("/api/complaints/preview")[0]?.body).toEqual({ room: roomId, m: 2 });
    await press("Back");
    await reopen({ kind: "room" });
    await fill();
    await press("See what is stored");
    await shows("This is what will be stored");
    expect(server.of("/api/complaints/preview")[1]?.body).toEqual({ room: roomId });
  });
});
