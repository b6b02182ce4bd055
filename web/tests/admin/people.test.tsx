// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { choicesFor } from "../../src/admin/pages/people/proposals";
import type { Proposal } from "../../src/admin/wire/shapes";
import { refusal } from "./fake_server";
import { Stage } from "./stage";

const ann = { name: "ann", display: "Ann", avatar: "a7", about: "", created_at: 1, suspended: null };
const proposal: Proposal = {
  id: "p1",
  act: "suspend",
  person: "ann",
  rule: "spam",
  reason: "Three warnings",
  by: "other",
  at: 1,
};

describe("people", () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
    stage.server.on("GET /people", [200, { person: ann }]);
  });
  afterEach(() => stage.close());

  it("are found by name, or it is said that there is none", async () => {
    stage.server.on("GET /people", refusal(404, "no_person", "There is no such account."));
    await stage.open("/admin/people?name=nobody");
    expect(stage.text).toContain("There is no such account.");
    expect(stage.field("Name").value).toBe("nobody");
  });

  it("are not suspended without a reason", async () => {
    await stage.open("/admin/people?name=ann");
    await stage.press("Suspend…");
    await stage.press("Suspend for 1 day", stage.dialog);
    expect(stage.dialog.textContent).toContain("Say why");
    expect(stage.server.to("POST /people/ann/suspend")).toHaveLength(0);
  });

  it("are suspended for good only when a second admin agrees, and the page says so", async () => {
    stage.server.on("POST /people/ann/suspend", [202, { proposal: { ...proposal, by: "root" } }]);
    await stage.open("/admin/people?name=ann");
    await stage.press("Suspend…");
    await stage.fill("For how long", "", stage.dialog);
    await stage.fill("Reason", "Three warnings", stage.dialog);
    expect(stage.dialog.textContent).toContain("a second one has to agree first");
    stage.server.on("GET /proposals", [200, { proposals: [{ ...proposal, by: "root" }] }]);
    await stage.press("Suspend for good", stage.dialog);
    expect(stage.server.to("POST /people/ann/suspend")[0]?.body).toEqual({
      rule: "spam",
      reason: "Three warnings",
    });
    expect(stage.text).toContain("another admin has to agree");
    expect(stage.text).toContain("Not suspended.");
    expect(stage.button("Take it back: suspend ann")).toBeDefined();
  });

  it("shows new recovery words once, with no way around reading them", async () => {
    stage.server.on("POST /people/ann/reset", [
      200,
      { person: ann, recovery: "one two three four five six" },
    ]);
    await stage.open("/admin/people?name=ann");
    await stage.press("Reset…");
    const access = [...stage.dialog.querySelectorAll("input")].at(1);
    access?.click();
    await stage.settle();
    await stage.fill("Reason", "Asked for it in person", stage.dialog);
    await stage.press("Reset the access", stage.dialog);
    expect(stage.server.to("POST /people/ann/reset")[0]?.body).toMatchObject({ what: "access" });
    expect([...stage.dialog.querySelectorAll("li")].map((each) => each.textContent)).toEqual(
      "one two three four five six".split(" "),
    );
    expect(() => stage.button("Close", stage.dialog)).toThrow();
    await stage.press("I have them", stage.dialog);
    expect(stage.text).not.toContain("three four");
  });

  it("lets another admin agree or refuse, and oneself only take it back", async () => {
    expect(choicesFor(proposal, "root")).toEqual(["agree", "refuse"]);
    expect(choicesFor(proposal, "other")).toEqual(["withdraw"]);
    stage.server.on("GET /proposals", [200, { proposals: [proposal] }]);
    stage.server.on("POST /proposals/p1", [200, { person: ann }]);
    await stage.open("/admin/people");
    await stage.press("Agree: suspend ann");
    expect(stage.dialog.textContent).toContain("ann can never log in again");
    stage.server.on("GET /proposals", [200, { proposals: [] }]);
    await stage.press("Agree", stage.dialog);
    expect(stage.server.to("POST /proposals/p1")[0]?.body).toEqual({ accept: true });
    expect(stage.text).toContain("Nothing waits.");
  });

  it("shows why a decision is refused, in the dialog", async () => {
    stage.server.on("GET /proposals", [200, { proposals: [proposal] }]);
    stage.server.on("POST /proposals/p1", refusal(404, "no_proposal", "Somebody was quicker."));
    await stage.open("/admin/people");
    await stage.press("Refuse: suspend ann");
    await stage.press("Refuse", stage.dialog);
    expect(stage.dialog.textContent).toContain("Somebody was quicker.");
  });
});
