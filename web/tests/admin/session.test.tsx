// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aCase, refusal, root } from "./fake_server";
import { Stage } from "./stage";

describe("a session of an admin", () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
    stage.server.on("GET /complaints/c1", [200, { complaint: aCase() }]);
    stage.server.on("GET /overview", refusal(503, "unavailable"));
  });
  afterEach(() => stage.close());

  const logIn = async (name = "root") => {
    stage.server.on("POST /login", [200, { admin: { ...root, name } }]);
    await stage.fill("Name", name);
    await stage.fill("Password", "seven green bicycles");
    await stage.fill("Six-digit code", "123 456");
    await stage.press("Log in");
  };

  it("begins with name, password and code, and goes to the overview", async () => {
    stage.server.on("GET /me", refusal(404, "not_found"));
    await stage.open("/admin/login");
    expect(stage.field("Six-digit code").getAttribute("autocomplete")).toBe("one-time-code");
    expect(stage.field("Six-digit code").getAttribute("inputmode")).toBe("numeric");
    await logIn();
    expect(stage.server.to("POST /login")[0]?.body).toEqual({
      name: "root",
      password: "seven green bicycles",
      code: "123456",
    });
    expect(location.pathname).toBe("/admin");
    expect(stage.box.querySelector("h1")?.textContent).toBe("Overview");
  });

  it("shows why a login is refused and keeps name and password, not the code", async () => {
    stage.server.on("GET /me", refusal(404, "not_found"));
    await stage.open("/admin/login");
    await stage.press("Log in");
    expect(stage.server.to("POST /login")).toHaveLength(0);
    stage.server.on("POST /login", refusal(401, "login_failed", "That does not go together."));
    await stage.fill("Name", "root");
    await stage.fill("Password", "wrong");
    await stage.fill("Six-digit code", "123456");
    await stage.press("Log in");
    expect(stage.text).toContain("That does not go together.");
    expect(stage.field("Name").value).toBe("root");
    expect(stage.field("Password").value).toBe("wrong");
    expect(stage.field("Six-digit code").value).toBe("");
  });

  it("that is over leads to the login page, and then back to the place and the draft", async () => {
    await stage.open("/admin/complaints/c1");
    await stage.fill("To the reporter", "Dear reporter");
    stage.server.on("GET /me", refusal(404, "not_found"));
    await stage.press("Claim");
    expect(location.pathname).toBe("/admin/login");
    expect(stage.text).toContain("Your session has ended");
    await logIn();
    expect(location.pathname).toBe("/admin/complaints/c1");
    expect(stage.field("To the reporter").value).toBe("Dear reporter");
  });

  it("is not over because one address within the API is not there", async () => {
    await stage.open("/admin/complaints/c1");
    await stage.press("Claim");
    expect(location.pathname).toBe("/admin/complaints/c1");
    expect(stage.text).toContain("It is not_found.");
  });

  it("does not show what one admin has typed to another", async () => {
    await stage.open("/admin/complaints/c1");
    await stage.fill("For admins only", "I think it is Bo");
    stage.server.on("GET /me", refusal(404, "not_found"));
    await stage.press("Claim");
    await logIn("other");
    expect(location.pathname).toBe("/admin/complaints/c1");
    expect(stage.field("For admins only").value).toBe("");
  });

  it("ends on purpose without a place to come back to", async () => {
    stage.server.on("POST /logout", [204]);
    await stage.open("/admin/complaints/c1");
    await stage.press("Log out");
    expect(stage.server.to("POST /logout")).toHaveLength(1);
    await logIn();
    expect(location.pathname).toBe("/admin");
  });

  it("that nobody uses any more is ended on the server too", async () => {
    stage.server.on("POST /logout", [204]);
    stage.server.on("GET /me", [200, { admin: { ...root, idle_ms: 1 } }]);
    await stage.open("/admin/complaints/c1");
    await new Promise((resolve) => setTimeout(resolve, 2));
    await act(() => stage.app.tick());
    await stage.settle();
    expect(stage.server.to("POST /logout")).toHaveLength(1);
    expect(stage.text).toContain("nobody was here for a while");
    await logIn();
    expect(location.pathname).toBe("/admin/complaints/c1");
  });

  it("that ends in one page of the browser ends in the others", async () => {
    await stage.open("/admin/complaints/c1");
    await act(() => stage.app.heard({ is: "over" }));
    expect(location.pathname).toBe("/admin/login");
    expect(stage.server.to("POST /logout")).toHaveLength(0);
  });
});
