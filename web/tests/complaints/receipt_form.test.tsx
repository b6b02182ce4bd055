// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ReceiptForm } from "../../src/pages/report/receipt_form";
import { noon } from "../builders";
import { AskedServer, refused, said } from "./asked_server";

const words = "apple river stone cloud paper light";
const complaint = (part: object = {}) => ({
  complaint: {
    id: "c1",
    kind: "bug",
    rule: null,
    state: "waiting_reporter",
    outcome: null,
    created_at: noon,
    changed_at: noon,
    decided_at: null,
    ends_at: null,
    evidence: null,
    posts: [
      { n: 1, at: noon, by: "reporter", text: "It does not <b>work</b>" },
      { n: 2, at: noon, by: "staff", text: "Which browser?" },
    ],
    ...part,
  },
});

describe("a thread by its receipt", () => {
  const root = document.createElement("div");
  let server: AskedServer;
  beforeEach(async () => {
    sessionStorage.clear();
    document.body.append(root);
    server = new AskedServer();
    server.start();
    await act(() => render(<ReceiptForm />, root));
  });
  afterEach(async () => {
    await act(() => render(null, root));
    vi.unstubAllGlobals();
  });

  const shows = (text: string) => vi.waitFor(() => expect(root.textContent).toContain(text));
  const type = (selector: "input" | "textarea", text: string) =>
    act(() => {
      const field = root.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
      if (!field) throw new Error(`no ${selector}`);
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  const submit = () =>
    act(() => {
      root.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    });

  it("is opened however the words are typed, and they are kept nowhere but on this page", async () => {
    server.when("/api/receipts", said(complaint()));
    await type("input", " Apple-RIVER, stone  cloud/paper light ");
    await submit();
    await shows("Which browser?");
    expect(server.of("/api/receipts")[0]?.body).toEqual({ receipt: words });
    expect(root.textContent).toContain("It does not <b>work</b>");
    expect(root.textContent).toContain("There is an answer for you");
    expect(root.querySelector("input")).toBeNull();
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain("apple");
    expect(location.href).not.toContain("apple");
  });

  it("takes a reply by the same words, and shows it", async () => {
    server.when("/api/receipts", said(complaint()));
    const posts = [{ n: 3, at: noon, by: "reporter", text: "The newest one" }];
    server.when("/api/receipts/posts", said(complaint({ state: "waiting_staff", posts }), 201));
    await type("input", words);
    await submit();
    await shows("Which browser?");
    await type("textarea", "The newest one");
    await submit();
    await shows("Your words have arrived");
    expect(server.of("/api/receipts/posts")[0]?.body).toEqual({ receipt: words, text: "The newest one" });
    expect(root.querySelector("textarea")?.value).toBe("");
  });

  it("keeps the reply when it was not taken", async () => {
    server.when("/api/receipts", said(complaint()));
    server.when("/api/receipts/posts", null, refused("complaint_closed", 409));
    await type("input", words);
    await submit();
    await shows("Which browser?");
    await type("textarea", "The newest one");
    await submit();
    await shows("The server cannot be reached");
    await submit();
    await shows("text of complaint_closed");
    expect(root.querySelector("textarea")?.value).toBe("The newest one");
  });

  it("says the same of wrong words and of what has been erased", async () => {
    server.when("/api/receipts", refused("no_complaint", 404));
    await type("input", words);
    await submit();
    await shows("These words open nothing here");
    expect(root.querySelector("input")?.value).toBe(words);
  });

  it("does not bother the server with less than six words", async () => {
    await type("input", "apple river");
    await submit();
    await shows("These are 2 words");
    expect(server.asked).toEqual([]);
  });

  it("has no reply once it is decided, and says until when it is there", async () => {
    const end = Date.now() + 86_400_000;
    const decided = { state: "resolved", outcome: "upheld", decided_at: noon, ends_at: end };
    server.when("/api/receipts", said(complaint(decided)));
    await type("input", words);
    await submit();
    await shows("it is being taken care of");
    expect(root.querySelector("textarea")).toBeNull();
    expect(root.textContent).toContain("All of this is erased on");
  });
});
