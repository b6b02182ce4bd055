import { describe, expect, it } from "vitest";
import { tell } from "../../src/account/refusals";

const refused = (code: string, more = {}) =>
  ({ ok: false, code, text: "The server's words.", ...more }) as const;

describe("a refused form", () => {
  const fields = { name_taken: "name", password_invalid: "password" };

  it("shows what is wrong at the field that is wrong", () => {
    expect(tell(refused("name_taken"), fields)).toMatchObject({ field: "name", again: false });
    expect(tell(refused("password_invalid"), fields)).toMatchObject({
      field: "password",
      text: "The server's words.",
    });
    expect(tell(refused("bad_field", { field: "about" }), { x: "about" }).field).toBe("about");
  });

  it("shows beside the form what belongs to no field of it", () => {
    expect(tell(refused("login_failed"), fields).field).toBe("");
    expect(tell(refused("bad_field", { field: "mail" }), fields).field).toBe("");
  });

  it("says how long to wait", () => {
    expect(tell(refused("rate_limited", { retryAfterMs: 300_000 }))).toMatchObject({
      waitMs: 300_000,
      again: false,
    });
  });

  it("offers the same again where waiting is all it takes, and says that chat goes on", () => {
    const away = tell(refused("unavailable", { retryAfterMs: 1_000 }));
    expect(away.again).toBe(true);
    expect(away.text).toMatch(/^Accounts are away for a moment; chat goes on\./);
    expect(tell(refused("overloaded")).again).toBe(true);
    expect(tell(refused("unreachable")).again).toBe(true);
    expect(tell(refused("login_failed")).again).toBe(false);
  });

  it("takes a form's own words before those of the page and of the server", () => {
    expect(tell(refused("login_failed"), {}, { login_failed: "The words are wrong." }).text).toBe(
      "The words are wrong.",
    );
    expect(tell(refused("something_new")).text).toBe("The server's words.");
  });
});
