import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, composer, ownName, row, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage();

/** Of an unlisted room the server says "no such room" to whoever only looks: the browser logs that as an error. */
const stranger = () => chat.visit({ networkFails: true });

test("private room: the password is asked for, a wrong one is explained and stays in the field", async () => {
  const ann = await chat.visit();
  const bo = await stranger();
  const address = await startRoom(ann.page, chat.url, { entry: "password", password: "open sesame" });
  assert.match(address, /#password$/);
  await bo.page.goto(address);
  await bo.page.getByRole("heading", { name: "This room has a password" }).waitFor();
  assert.deepEqual(await bo.context.cookies(), [], "looking leaves no trace");
  const field = bo.page.getByLabel("Password of the room");
  await field.fill("open barley");
  await bo.page.getByRole("button", { name: "Join with the password" }).click();
  await bo.page.getByRole("alert").waitFor();
  assert.equal(await field.inputValue(), "open barley");
  await field.fill("open sesame");
  await field.press("Enter");
  await composer(bo.page).waitFor();
  await write(bo.page, "found it");
  await see(ann.page, "found it");
  await bo.page.reload();
  await see(bo.page, "found it");
});

test("private room: after too many wrong passwords the page says how long to wait", async () => {
  const ann = await chat.visit();
  const bo = await stranger();
  const address = await startRoom(ann.page, chat.url, { entry: "password", password: "open sesame" });
  await bo.page.goto(address);
  const field = bo.page.getByLabel("Password of the room");
  const join = bo.page.getByRole("button", { name: "Join with the password" });
  for (let n = 0; n < 6; n += 1) {
    await field.fill(`guess ${n}`);
    await until("the last try is answered", () => join.isEnabled());
    await join.click();
    await bo.page.getByRole("alert").waitFor();
  }
  await bo.page.getByText(/You can try again in \d+ (min|s)/).waitFor();
  assert.equal(await join.isDisabled(), true);
  assert.equal(await field.inputValue(), "guess 5");
});

test("private room: a link without a hint offers both the password and to knock", async () => {
  const ann = await chat.visit();
  const bo = await stranger();
  const address = await startRoom(ann.page, chat.url, { entry: "password", password: "open sesame" });
  await bo.page.goto(address.replace(/#.*/, ""));
  await bo.page.getByRole("button", { name: "Knock" }).waitFor();
  await bo.page.getByLabel("Password of the room").fill("open sesame");
  await bo.page.getByRole("button", { name: "Join with the password" }).click();
  await composer(bo.page).waitFor();
});

async function knock(page, address, text) {
  await page.goto(address);
  await page.getByLabel("A word to those inside, if you like").fill(text);
  await page.getByRole("button", { name: "Knock" }).click();
  await page.getByRole("heading", { name: "You have knocked" }).waitFor();
}

test("private room: who knocks waits over a reload, and comes in when let in", async () => {
  const ann = await chat.visit();
  const bo = await stranger();
  const address = await startRoom(ann.page, chat.url, { entry: "knock" });
  await write(ann.page, "nothing for strangers");
  await knock(bo.page, address, "It is Bo from work");
  assert.ok(!(await bo.page.content()).includes("nothing for strangers"));
  await bo.page.reload();
  await bo.page.getByText(/The knock runs out in/).waitFor();

  await ann.page.getByRole("button", { name: "See who" }).click();
  const words = ann.page.getByText("It is Bo from work");
  assert.equal(await words.isVisible(), false, "a stranger's words are behind a click");
  await ann.page.getByText("What they say").click();
  await words.waitFor();
  await ann.page.getByRole("button", { name: /^Let in / }).click();
  await see(bo.page, "nothing for strangers");
  await ann.page.getByText("Nobody waits at the door.").waitFor();
});

test("private room: a knock can be declined and called back", async () => {
  const ann = await chat.visit();
  const bo = await stranger();
  const address = await startRoom(ann.page, chat.url, { entry: "knock" });
  await knock(bo.page, address, "");
  await ann.page.getByRole("button", { name: "See who" }).click();
  await ann.page.getByRole("button", { name: /^Decline / }).click();
  await bo.page.getByRole("heading", { name: "Nobody let you in" }).waitFor();
  await bo.page.getByRole("button", { name: "Back to the door" }).click();
  await bo.page.getByRole("button", { name: "Knock" }).waitFor();
  const cy = await stranger();
  await ann.page.keyboard.press("Escape");
  await knock(cy.page, address, "");
  await ann.page.getByText("Somebody knocks.").waitFor();
  await cy.page.getByRole("button", { name: "Cancel" }).click();
  await cy.page.getByRole("button", { name: "Knock" }).waitFor();
  await ann.page.getByText("Somebody knocks.").waitFor({ state: "detached" });
});

test("private room: an invitation opens the room once, and ended ones open nothing", async () => {
  const ann = await chat.visit();
  const [bo, cy] = [await stranger(), await stranger()];
  await startRoom(ann.page, chat.url, { entry: "invite" });
  await ann.page.getByRole("button", { name: "Share", exact: true }).click();
  const link = ann.page.getByLabel("Link to this room");
  const make = async () => {
    const before = await link.inputValue();
    await ann.page.getByRole("button", { name: "Make an invitation link" }).click();
    return until("a new link", async () => {
      const now = await link.inputValue();
      return now !== before && now.includes("#i.") ? now : null;
    });
  };
  const first = await make();
  await bo.page.goto(first);
  await bo.page.getByRole("button", { name: "Join" }).click();
  await composer(bo.page).waitFor();
  assert.ok(!bo.page.url().includes("#i."), "the token does not stay in the address bar");
  await cy.page.goto(first);
  await cy.page.getByRole("button", { name: "Join" }).click();
  await cy.page.getByText(/This invitation is used up/).waitFor();
  const second = await make();
  await ann.page.getByRole("button", { name: "End all invitations" }).click();
  await ann.page.getByText("All invitations have ended.").waitFor();
  await cy.page.goto(second);
  await cy.page.reload();
  await cy.page.getByRole("button", { name: "Join" }).click();
  await cy.page.getByText(/This invitation is used up/).waitFor();
});

test("hidden identity: the pseudonym is all that anybody sees, in every part of the room", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  // Bo is known elsewhere first, so that there is a name to hide.
  await startRoom(bo.page, chat.url);
  const name = await ownName(bo.page);
  const address = await startRoom(ann.page, chat.url, { name: "Masks" });
  await bo.page.goto(address);
  await bo.page.getByLabel(`Show me as ${name}`).waitFor();
  await bo.page.getByLabel("Hide me behind a pseudonym in this room").check();
  await bo.page.getByText(/Nobody in the room, its owner included/).waitFor();
  await bo.page.getByRole("button", { name: "Join" }).click();
  await composer(bo.page).waitFor();
  const pseudonym = await ownName(bo.page);
  assert.notEqual(pseudonym, name);
  await composer(bo.page).pressSequentially("hm");
  await ann.page.getByText(`${pseudonym} is typing…`).waitFor();
  await write(bo.page, "who am I?");
  await see(ann.page, "who am I?");
  await row(ann.page, `${pseudonym} joined`);
  assert.ok(!(await ann.page.content()).includes(name), "nothing of the name reaches another page");
  await bo.page.reload();
  await see(bo.page, "who am I?");
  assert.equal(await ownName(bo.page), pseudonym, "the same after a reload");
  await bo.page.getByRole("button", { name: "Settings of this page" }).click();
  await bo.page.getByText(/Your pseudonym here/).waitFor();
});

test("private room: a locked room says so to whoever comes, and can be unlocked", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  const address = await startRoom(ann.page, chat.url, { listed: true, name: "Under lock" });
  await choose(ann.page, "Settings of the room");
  await ann.page.getByLabel(/^Lock the room/).check();
  await row(ann.page, "The owner locked the room");
  await bo.page.goto(chat.url);
  await bo.page
    .getByRole("link", { name: /Under lock/ })
    .getByText("Locked")
    .waitFor();
  await bo.page.goto(address);
  await bo.page.getByRole("heading", { name: "This room is locked" }).waitFor();
  await ann.page.getByLabel(/^Lock the room/).uncheck();
  await row(ann.page, "The owner unlocked the room");
  await bo.page.getByRole("button", { name: "Try again" }).click();
  await composer(bo.page).waitFor();
});

test("hidden identity: a second window leads in the same way only, and shows nobody by accident", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  const address = await startRoom(ann.page, chat.url);
  const hide = (page) => page.getByLabel("Hide me behind a pseudonym in this room");
  const join = (page) => page.getByRole("button", { name: "Join" }).click();
  await bo.page.goto(address);
  await hide(bo.page).check();
  await join(bo.page);
  await composer(bo.page).waitFor();
  const pseudonym = await ownName(bo.page);
  const second = await bo.context.newPage();
  await second.goto(address);
  await join(second);
  await composer(second).waitFor();
  assert.equal(await ownName(second), pseudonym, "who is hidden inside stays hidden");

  const shown = await ann.context.newPage();
  await shown.goto(address);
  await hide(shown).check();
  await join(shown);
  await shown.getByText(/You are in this room already/).waitFor();
  await until("the other way is chosen", async () => !(await hide(shown).isChecked()));
  await join(shown);
  await composer(shown).waitFor();
  assert.equal(await ann.page.locator(".roster-side .member").count(), 2);
});
