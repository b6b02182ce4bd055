// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEvidence } from "../../src/complaints/evidence";
import { aCase, refusal } from "./fake_server";
import { Stage } from "./stage";

const evidence = `{"room":{"id":"4fGk2000000000000","name":"Tea","kind":"room"},"messages":[{"seq":17,"at":1,"by":{"m":4,"name":"Ann","kind":"user"},"edited":true,"text":"<b>buy\\u202e</b>  now"}]}`;
const figures = (templates: readonly string[]) => ({
  at: 2,
  started_at: 1,
  version: "0.1.0",
  live: null,
  rates: null,
  health: null,
  complaints: { new: 1, assigned: 0, waiting_reporter: 0, waiting_staff: 0, resolved: 2, oldest_at: null },
  proposals: 0,
  admins: 2,
  emergency_level: 5,
  templates,
});

describe("complaints", () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
    stage.server
      .on("GET /overview", [200, figures(["Thank you. We look at it."])])
      .on("GET /complaints/c1", [
        200,
        { complaint: aCase({ evidence, assigned: "root", state: "assigned" }) },
      ]);
  });
  afterEach(() => stage.close());

  it("are filtered by the address, which follows what is chosen", async () => {
    stage.server.on("GET /complaints", [200, { complaints: [aCase()], more: false }]);
    await stage.open("/admin/complaints?kind=message");
    await stage.fill("State", "new");
    await stage.settle();
    expect(location.search).toBe("?state=new&kind=message");
    expect(stage.server.asked.at(-1)?.path).toBe("/admin/api/complaints?state=new&kind=message");
    await stage.fill("Whose", "root");
    await stage.settle();
    expect(stage.server.asked.at(-1)?.path).toContain("assigned=root");
    await stage.press("Show all");
    expect(location.search).toBe("");
  });

  it("come in pages of the same filters, after the last one seen", async () => {
    stage.server.on("GET /complaints", ({ path }) =>
      path.includes("before=")
        ? [200, { complaints: [aCase({ id: "c0", kind: "bug" })], more: false }]
        : [200, { complaints: [aCase()], more: true }],
    );
    await stage.open("/admin/complaints?state=new");
    await stage.press("Older ones");
    expect(stage.server.asked.at(-1)?.path).toBe("/admin/api/complaints?state=new&before=c1");
    expect(stage.text).toContain("Bug report");
    expect(() => stage.button("Older ones")).toThrow();
  });

  it("show the evidence to read, and byte for byte as it is stored", async () => {
    await stage.open("/admin/complaints/c1");
    expect(stage.box.querySelector("pre")?.textContent).toBe(evidence);
    const said = stage.box.querySelector(".admin-evidence .admin-said");
    expect(said?.textContent).toBe("<b>buy\u202e</b>  now");
    expect(said?.children.length).toBe(0);
    expect(stage.text).toContain("edited");
  });

  it("show an evidence that cannot be read as it is", () => {
    expect(readEvidence("{")).toBeNull();
    expect(readEvidence('{"other":1}')).toBeNull();
    expect(readEvidence(evidence)?.messages).toHaveLength(1);
  });

  it("are answered, also from a template below what is written", async () => {
    stage.server.on("POST /complaints/c1/reply", [
      200,
      {
        complaint: aCase({
          state: "waiting_reporter",
          posts: [{ n: 1, at: 1, by: "staff", text: "Hello", admin: "root" }],
        }),
      },
    ]);
    await stage.open("/admin/complaints/c1");
    await stage.fill("To the reporter", "Hello");
    await stage.fill("Insert a template", "0");
    expect(stage.field("To the reporter").value).toBe("Hello\n\nThank you. We look at it.");
    await stage.press("Send the reply");
    expect(stage.server.to("POST /complaints/c1/reply")[0]?.body).toEqual({
      text: "Hello\n\nThank you. We look at it.",
    });
    expect(stage.field("To the reporter").value).toBe("");
    expect(stage.text).toContain("Waiting for the reporter");
    expect(stage.text).toContain("root, to the reporter");
  });

  it("keep a refused reply and say why it was refused", async () => {
    stage.server.on("POST /complaints/c1/reply", refusal(409, "complaint_closed", "It is decided already."));
    await stage.open("/admin/complaints/c1");
    await stage.fill("To the reporter", "Hello");
    await stage.press("Send the reply");
    expect(stage.text).toContain("It is decided already.");
    expect(stage.field("To the reporter").value).toBe("Hello");
  });

  it("are claimed and released, and who was quicker is told", async () => {
    stage.server.on("GET /complaints/c1", [200, { complaint: aCase() }]);
    stage.server.on("POST /complaints/c1/claim", refusal(409, "complaint_taken", "Another admin has it."));
    await stage.open("/admin/complaints/c1");
    await stage.press("Claim");
    expect(stage.text).toContain("Another admin has it.");
    stage.server.on("POST /complaints/c1/claim", [200, { complaint: aCase({ assigned: "root" }) }]);
    await stage.press("Claim");
    expect(stage.button("Release")).toBeDefined();
  });

  it("are acted upon in a dialog that names the consequence", async () => {
    stage.server.on("POST /complaints/c1/act", [200, { complaint: aCase({ state: "assigned" }) }]);
    await stage.open("/admin/complaints/c1");
    await stage.press("Act…");
    expect(stage.dialog.textContent).toContain("is told which rule was broken");
    await stage.fill("Reason", "First time", stage.dialog);
    await stage.press("Warn", stage.dialog);
    expect(stage.server.to("POST /complaints/c1/act")[0]?.body).toEqual({
      act: "warn",
      reason: "First time",
    });
    expect(stage.text).toContain("Done: warn.");
  });

  it("are resolved with an outcome, and then only noted upon", async () => {
    stage.server.on("POST /complaints/c1/resolve", [
      200,
      { complaint: aCase({ state: "resolved", outcome: "upheld", decided_at: 5, ends_at: 9 }) },
    ]);
    await stage.open("/admin/complaints/c1");
    await stage.press("Resolve");
    expect(stage.text).toContain("Choose how it ended.");
    await stage.fill("Outcome", "upheld");
    await stage.press("Resolve");
    expect(stage.server.to("POST /complaints/c1/resolve")[0]?.body).toEqual({ outcome: "upheld" });
    expect(stage.text).toContain("Resolved: upheld");
    expect(() => stage.button("Send the reply")).toThrow();
    expect(stage.button("Save the note")).toBeDefined();
  });

  it("reveal an account after a reason, and say that it was noted", async () => {
    stage.server.on("POST /complaints/c1/reveal", [200, { account: "ann" }]);
    await stage.open("/admin/complaints/c1");
    await stage.press("Reveal the account…");
    await stage.fill("Reason", "Threats", stage.dialog);
    await stage.press("Reveal it to me", stage.dialog);
    expect(stage.text).toContain("That you looked is in the audit log.");
    expect(stage.box.querySelector('a[href="/admin/people?name=ann"]')).not.toBeNull();
  });

  it("that could not be counted are unknown on the overview, not none", async () => {
    stage.server.on("GET /overview", [200, { ...figures([]), complaints: null, proposals: null }]);
    await stage.open("/admin");
    const counts = stage.box.querySelector('[aria-label="Complaints"]');
    expect(counts?.querySelectorAll("dd.unknown")).toHaveLength(5);
    expect(counts?.textContent).not.toContain("0");
  });
});
