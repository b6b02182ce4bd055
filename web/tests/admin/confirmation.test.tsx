// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refusal, root } from "./fake_server";
import { Stage } from "./stage";

const ann = { name: "ann", display: "Ann", avatar: "a7", about: "", created_at: 1, suspended: null };

describe("an act that wants a confirmation", () => {
  let stage: Stage;
  let confirmed: boolean;
  beforeEach(async () => {
    stage = new Stage();
    confirmed = false;
    stage.server
      .on("GET /people", [200, { person: ann }])
      .on("POST /people/ann/suspend", () =>
        confirmed
          ? [200, { person: { ...ann, suspended: { until: 9, rule: "spam", since: 1 } } }]
          : refusal(403, "confirm_needed"),
      );
    await stage.open("/admin/people?name=ann");
    await stage.press("Suspend…");
    await stage.fill("Reason", "Three warnings", stage.dialog);
    await stage.press("Suspend for 1 day", stage.dialog);
  });
  afterEach(() => stage.close());

  const confirm = async () => {
    await stage.fill("Password", "seven green bicycles", stage.dialog);
    await stage.fill("Six-digit code", "123456", stage.dialog);
    await stage.press("Confirm and go on", stage.dialog);
  };

  it("asks for password and code, then goes on by itself with what was typed", async () => {
    expect(stage.dialog.textContent).toContain("Confirm that it is you");
    stage.server.on("POST /confirm", () => {
      confirmed = true;
      return [200, { admin: root }];
    });
    await confirm();
    const asked = stage.server.to("POST /people/ann/suspend");
    expect(asked).toHaveLength(2);
    expect(asked[1]?.body).toEqual({ rule: "spam", reason: "Three warnings", minutes: 1_440 });
    expect(stage.box.querySelector("dialog")).toBeNull();
    expect(stage.text).toContain("ann is suspended for 1 day.");
  });

  it("stays with the dialog when the password is wrong, and the act waits", async () => {
    stage.server.on("POST /confirm", refusal(403, "password_wrong", "Password or code is wrong."));
    await confirm();
    expect(stage.dialog.textContent).toContain("Password or code is wrong.");
    expect(stage.server.to("POST /people/ann/suspend")).toHaveLength(1);
  });

  it("is not done when the dialog is closed, and nothing typed is lost", async () => {
    await stage.press("Close", stage.dialog);
    expect(stage.server.to("POST /people/ann/suspend")).toHaveLength(1);
    expect(stage.dialog.textContent).toContain("Nothing was done");
    expect(stage.field("Reason", stage.dialog).value).toBe("Three warnings");
  });

  it("keeps what was typed also when its own dialog is closed and opened again", async () => {
    await stage.press("Close", stage.dialog);
    await stage.press("Close", stage.dialog);
    expect(stage.box.querySelector("dialog")).toBeNull();
    await stage.press("Suspend…");
    expect(stage.field("Reason", stage.dialog).value).toBe("Three warnings");
  });
});
