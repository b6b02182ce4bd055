import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { chooseYou, fillLogin, logIn, openYou, register } from "../kit/accounts.mjs";
import { adminPassword, fillAdminLogin, goTo, logInAsAdmin, makeAdmin, told } from "../kit/admin.mjs";
import { sideways, smallTargets, unreachable, violations } from "../kit/looks.mjs";
import { bell } from "../kit/people.mjs";
import { act, composer, joinRoom, see, startRoom, write } from "../kit/room.mjs";
import { startServer } from "../kit/server.mjs";
import { until } from "../kit/until.mjs";
import { phone, startBrowser, visitor } from "../kit/visitors.mjs";

let browser;
let servers = [];
let visitors = [];

before(async () => {
  browser = await startBrowser();
});
afterEach(async () => {
  const leaving = visitors.reverse();
  visitors = [];
  for (const each of leaving) await each.leave();
  const stopping = servers;
  servers = [];
  for (const each of stopping) await each.stop();
});
after(() => browser?.close());

/** A server of its own for each journey: settings and the audit log are everybody's. */
async function open(config = {}) {
  const server = await startServer({
    "limits.registrations_per_hour": 1000,
    "accounts.regions": "Europe,Asia",
    ...config,
  });
  servers.push(server);
  // Refusals are part of what is tested here, and browsers put each on the console.
  const visit = async (options = {}) => {
    const one = await visitor(browser, server.url, { networkFails: true, ...options });
    visitors.push(one);
    return one.page;
  };
  return { server, visit };
}

const alone = (page, name) => page.getByRole("dialog", { name });

/** Sends a report of a message as a visitor, and takes note of the six words. */
async function report(page, text, words) {
  await act(page, text, "Report");
  const dialog = alone(page, /^Report/);
  await dialog.locator(".rules input").first().check();
  await dialog.getByLabel("What happened").fill(words);
  await dialog.getByRole("button", { name: "See what is stored" }).click();
  const seen = await page.locator("[data-evidence]").textContent();
  await dialog.getByRole("button", { name: "Send" }).click();
  const receipt = alone(page, /Write this down/);
  await receipt.waitFor();
  const six = (await receipt.locator(".words li").allInnerTexts()).join(" ");
  await receipt.getByRole("button", { name: "I have written it down" }).click();
  return { seen, six };
}

async function openThread(page, url, six) {
  await page.goto(`${url}/report`);
  await page.getByLabel("Your receipt, six words").fill(six);
  await page.getByRole("button", { name: "Open it" }).click();
  const thread = page.locator(".thread");
  await thread.waitFor();
  return thread;
}

test("admin: for whoever is no admin there is nothing, and the login page comes with the first one", async () => {
  const { server } = await open();
  const status = async (path) => (await fetch(server.url + path)).status;
  assert.equal(await status("/admin/login"), 404, "nobody can log in yet");
  await makeAdmin(server.data);
  await until("the server has heard of the admin", async () => (await status("/admin/login")) === 200);
  for (const path of ["/admin", "/admin/complaints", "/admin/api/me", "/admin/api/overview", "/admin.html"]) {
    const [there, nowhere] = [await fetch(server.url + path), await fetch(`${server.url}/no-such-page`)];
    assert.equal(there.status, 404, path);
    assert.equal(await there.text(), await nowhere.text(), `${path} is like any path that is not there`);
  }
});

test("admin: an admin's day", async () => {
  const { server, visit } = await open({ "rooms.per_guest": 5 });
  const { url } = server;
  const root = await makeAdmin(server.data);

  // Somebody is rude in a room, and a guest complains.
  const [ann, bo] = [await visit(), await visit()];
  await register(ann, url, "loud-ann");
  const room = await startRoom(ann, url, { name: "Tea" });
  await joinRoom(bo, room);
  await write(ann, "something rude");
  await see(bo, "something rude");
  const { seen, six } = await report(bo, "something rude", "This is no way to talk");

  const page = await visit();
  await logInAsAdmin(page, url, root);
  const figure = (name) => page.locator(".admin-figure").filter({ hasText: new RegExp(`^${name}`) });
  await figure("New").getByText("1", { exact: true }).waitFor();
  await goTo(page, "Complaints");
  await page.getByLabel("State").selectOption("new");
  await until("the filter is in the address", () => page.url().endsWith("?state=new"));
  await page.getByRole("link", { name: "About messages" }).click();
  await page.getByText("This is no way to talk").waitFor();
  await page.getByText("Exactly as stored").click();
  assert.equal(await page.locator(".admin-raw").textContent(), seen, "byte for byte what the reporter saw");
  assert.deepEqual(await violations(page), [], "a complaint with evidence");
  await page.getByRole("button", { name: "Claim" }).click();
  await told(page, "It is yours.");
  await page.getByLabel("To the reporter", { exact: true }).fill("Thank you. What came before?");
  await page.getByRole("button", { name: "Send the reply" }).click();
  await told(page, "The reply is sent.");
  const address = page.url();

  // The guest comes back with the six words alone.
  const later = await visit();
  const thread = await openThread(later, url, six);
  await thread.getByText("Thank you. What came before?").waitFor();
  await thread.getByLabel("Add something, or reply").fill("Nothing came before");
  await thread.getByRole("button", { name: "Send" }).click();
  await thread.locator(".post").getByText("Nothing came before").waitFor();

  await page.getByRole("button", { name: "Look again" }).click();
  await page.getByText("Nothing came before").waitFor();
  await page.reload();
  assert.equal(page.url(), address, "a reload stays where one is");
  await page.locator(".admin-facts").getByText("Waiting for us").waitFor();
  await page.getByLabel("For admins only").fill("The first time; a warning will do");
  await page.getByRole("button", { name: "Save the note" }).click();
  await told(page, "The note is saved.");
  await page.getByRole("button", { name: "Act…" }).click();
  const acting = alone(page, /^Act on/);
  assert.deepEqual(await violations(page), [], "acting upon it");
  await acting.getByLabel("Reason").fill("Rude, for the first time");
  await acting.getByRole("button", { name: "Warn" }).click();
  await told(page, "Done: warn.");
  await page.getByLabel("Outcome").selectOption("upheld");
  await page.getByLabel("A last word to the reporter").fill("They were warned.");
  await page.getByRole("button", { name: "Resolve" }).click();
  await page.locator(".admin-facts").getByText("Resolved: upheld").waitFor();
  await bell(ann)
    .and(ann.getByRole("button", { name: /new$/ }))
    .waitFor();
  await thread.page().getByRole("button", { name: "Look for an answer" }).click();
  await thread.getByText("They were warned.").waitFor();
  assert.ok(!(await thread.textContent()).includes("a warning will do"), "notes are for admins only");

  // Suspended and back.
  await goTo(page, "People");
  await page.getByLabel("Name", { exact: true }).fill("loud-ann");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByText("Not suspended.").waitFor();
  await page.getByRole("button", { name: "Suspend…" }).click();
  await alone(page, "Suspend loud-ann").getByLabel("Reason").fill("Went on in another room");
  await alone(page, "Suspend loud-ann").getByRole("button", { name: "Suspend for 1 day" }).click();
  await told(page, "loud-ann is suspended for 1 day.");
  await ann
    .getByText(/You have been logged out|suspended/)
    .first()
    .waitFor();
  const again = await visit();
  await again.goto(url);
  await chooseYou(again, "Log in");
  await fillLogin(again, "loud-ann");
  await again
    .getByText(/suspended/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Unsuspend…" }).click();
  await alone(page, "Unsuspend loud-ann").getByLabel("Reason").fill("Has apologised");
  await alone(page, "Unsuspend loud-ann").getByRole("button", { name: "Unsuspend" }).click();
  await told(page, "loud-ann can log in again.");
  await page.getByText("Not suspended.").waitFor();
  const back = await visit();
  await logIn(back, url, "loud-ann");

  // An official room, joined by a visitor in another browser, and an announcement seen there.
  await goTo(page, "Rooms");
  const making = page.getByRole("region", { name: "New official room" });
  await making.getByLabel("Name", { exact: true }).fill("World Square");
  await making.getByRole("button", { name: "Create the room" }).click();
  await told(page, "“World Square” is open to everybody.");
  const cy = await visit();
  await cy.goto(url);
  await cy.getByRole("link", { name: /World Square/ }).click();
  await cy.getByRole("button", { name: "Join" }).click();
  await composer(cy).waitFor();
  await write(cy, "hello, square");
  await see(cy, "hello, square");
  await goTo(page, "Announcements");
  await page.getByLabel("Text", { exact: true }).fill("Tea is served at five");
  await page.locator("[data-preview]").getByText("Tea is served at five").waitFor();
  await page.getByRole("button", { name: "Announce" }).click();
  await told(page, "It is announced.");
  await cy.locator(".announcement").getByText("Tea is served at five").waitFor();

  // Level 3 counts at once.
  await goTo(page, "Settings");
  await page.getByRole("radio", { name: /^3 - / }).check();
  await page.getByRole("button", { name: "Change…" }).click();
  const changing = alone(page, "Change the settings of this server");
  await changing.getByText(/guests may join rooms but open none/).waitFor();
  await changing.getByRole("button", { name: "Change it" }).click();
  await told(page, "Emergency level: 3");
  const dan = await visit();
  await dan.goto(url);
  await dan.getByRole("button", { name: "Start a room" }).click();
  await dan.getByText("Guests open no rooms just now").waitFor();

  // A room closed by its link.
  await goTo(page, "Rooms");
  await page.getByLabel("Link or id of the room").fill(room);
  await page.getByRole("button", { name: "Close it…" }).click();
  await alone(page, "Close this room").getByLabel("Reason").fill("Nothing but rudeness");
  await alone(page, "Close this room").getByRole("button", { name: "Close the room" }).click();
  await told(page, "is closed.");
  await bo.getByRole("heading", { name: "This room has ended" }).waitFor();

  // All of it is in the audit log, and nothing of what was said.
  await goTo(page, "Audit log");
  const log = page.getByRole("table", { name: "Audit log" });
  for (const [what, why] of [
    [/close room/, "Nothing but rudeness"],
    [/set/, ""],
    [/announce/, ""],
    [/define room/, ""],
    [/unsuspend/, "Has apologised"],
    [/suspend/, "Went on in another room"],
    [/warn/, "Rude, for the first time"],
  ]) {
    await log.getByRole("row").filter({ hasText: what }).filter({ hasText: why }).first().waitFor();
  }
  const all = await log.textContent();
  for (const said of ["something rude", "hello, square", "This is no way to talk", "Tea is served"]) {
    assert.ok(!all.includes(said), `“${said}” is not in the audit log`);
  }
  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await page.getByText("You are logged out.").waitFor();
  assert.equal((await page.goto(`${url}/admin`)).status(), 404);
  await openYou(back);
});

test("admin: an act asks for password and code when the last confirmation is old, and then goes on", async () => {
  const { server, visit } = await open({ "admin.confirm_s": 1 });
  const root = await makeAdmin(server.data);
  const [ann, page] = [await visit(), await visit()];
  await register(ann, server.url, "somebody");
  await logInAsAdmin(page, server.url, root);
  await page.goto(`${server.url}/admin/people?name=somebody`);
  await page.getByText("Not suspended.").waitFor();
  const suspending = alone(page, "Suspend somebody");
  const confirming = alone(page, "Confirm that it is you");
  await page.getByRole("button", { name: "Suspend…" }).click();
  await suspending.getByLabel("Reason").fill("Three warnings");
  await until("the confirmation by the login is old", async () => {
    const { admin } = await (await page.request.get(`${server.url}/admin/api/me`)).json();
    return admin.confirmed_until < Date.now();
  });
  await suspending.getByRole("button", { name: /^Suspend for/ }).click();
  await confirming.getByLabel("Password").fill("not this one");
  await confirming.getByLabel("Six-digit code").fill("000000");
  await confirming.getByRole("button", { name: "Confirm and go on" }).click();
  await confirming.getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  await suspending.getByText("Nothing was done").waitFor();
  assert.equal(await suspending.getByLabel("Reason").inputValue(), "Three warnings");
  await suspending.getByRole("button", { name: /^Suspend for/ }).click();
  await confirming.getByLabel("Password").fill(adminPassword);
  await confirming.getByLabel("Six-digit code").fill(await root.code());
  await confirming.getByRole("button", { name: "Confirm and go on" }).click();
  await told(page, "somebody is suspended for 1 day.");
});

test("admin: who is away is warned, may stay, and comes back to the place and the draft", async () => {
  const { server, visit } = await open({ "admin.idle_s": 8 });
  const root = await makeAdmin(server.data);
  const page = await visit();
  await logInAsAdmin(page, server.url, root);
  await goTo(page, "Announcements");
  await page.getByLabel("Text", { exact: true }).fill("Half of an announcem");
  const warning = alone(page, "Are you still there?");
  await warning.waitFor();
  await warning.getByRole("button", { name: "Stay" }).click();
  await warning.waitFor({ state: "detached" });
  await warning.waitFor();
  await page.getByRole("heading", { name: "Administration" }).waitFor();
  await page.getByText("what you were writing is still here").waitFor();
  assert.equal(new URL(page.url()).pathname, "/admin/login");
  const status = (await page.request.get(`${server.url}/admin/api/me`)).status();
  assert.equal(status, 404, "the server has ended it too");
  await fillAdminLogin(page, root);
  await page.getByRole("heading", { level: 1, name: "Announcements" }).waitFor();
  assert.equal(await page.getByLabel("Text", { exact: true }).inputValue(), "Half of an announcem");
});

test("admin: axe finds nothing on any page, by desk and by phone, in light and dark", async () => {
  const { server, visit } = await open();
  const root = await makeAdmin(server.data);
  const first = await visit();
  await register(first, server.url, "looked-at");
  await logInAsAdmin(first, server.url, root);
  const cookies = await first.context().cookies();
  await first.goto(`${server.url}/report`);
  await first.getByLabel("What happened").fill("The bell rings twice");
  await first.getByRole("button", { name: "Send the bug report" }).click();
  await first.locator(".thread").waitFor();
  for (const colorScheme of ["light", "dark"]) {
    for (const [settings, touch] of [
      [{}, false],
      [phone, true],
      [{ ...phone, viewport: { width: 320, height: 700 } }, true],
    ]) {
      const page = await visit({ ...settings, colorScheme });
      const clean = async (what) => {
        assert.deepEqual(await violations(page), [], what);
        assert.deepEqual(await unreachable(page), [], `${what}: all can be reached`);
        if (!touch) return;
        assert.equal(await sideways(page), 0, `${what} is no wider than the window`);
        assert.deepEqual(await smallTargets(page), [], `${what}: targets of 44 px`);
      };
      await page.goto(`${server.url}/admin/login`);
      await page.getByRole("button", { name: "Log in" }).click();
      await page.getByRole("alert").waitFor();
      await clean("a login that lacks something");
      await page.context().addCookies(cookies);
      await page.goto(`${server.url}/admin`);
      await page.getByText("As of").waitFor();
      await clean("Overview");
      for (const [name, sign] of [
        ["Complaints", "1, newest first"],
        ["Rooms", "There are no official rooms yet."],
        ["Announcements", "Nothing is announced."],
        ["Audit log", "Who did what to whom"],
        ["Settings", "1 - Nobody new"],
      ]) {
        await goTo(page, name);
        await page.getByText(sign).first().waitFor();
        await clean(name);
      }
      await goTo(page, "Complaints");
      await page.getByRole("link", { name: "Bug report" }).click();
      await page.getByText("The bell rings twice").waitFor();
      await clean("a complaint");
      await goTo(page, "People");
      await page.getByLabel("Name", { exact: true }).fill("looked-at");
      await page.getByRole("button", { name: "Find" }).click();
      await page.getByText("Not suspended.").waitFor();
      await clean("People");
      await page.getByRole("button", { name: "Suspend…" }).click();
      await clean("a dialog");
    }
  }
});
