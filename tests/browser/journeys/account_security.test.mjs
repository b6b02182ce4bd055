import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chooseYou,
  fillLogin,
  logIn,
  openYou,
  password,
  profile,
  register,
  takeWords,
} from "../kit/accounts.mjs";
import { banner, composer, joinRoom, leaveRoom, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const chat = stage(
  { "limits.registrations_per_hour": 1000, "limits.login_address_burst": 1000 },
  { networkFails: true },
);

const loggedOut = (page) => banner(page).getByText(/You have been logged out/);

test("accounts: logged out everywhere else is seen on the second browser within a second, and its draft stays", async () => {
  const [ann, other, bo] = [await chat.visit(), await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "two-places");
  await logIn(other.page, chat.url, "two-places");
  const address = await startRoom(bo.page, chat.url);
  await joinRoom(other.page, address);
  await composer(other.page).fill("unsent words");
  const from = Date.now();
  await ann.page.getByRole("button", { name: "Log out everywhere else" }).click();
  await loggedOut(other.page).waitFor();
  assert.ok(Date.now() - from < 1000, `after ${Date.now() - from} ms`);
  await ann.page.getByText("Done: 1 other browser is logged out.").waitFor();
  await (await openYou(other.page)).getByText("Create an account").waitFor();
  await other.page.keyboard.press("Escape");
  assert.equal(await composer(other.page).inputValue(), "unsent words");
  await banner(other.page).getByRole("button", { name: "Log in" }).click();
  await fillLogin(other.page, "two-places");
  await banner(other.page).waitFor({ state: "detached" });
  await other.page.getByRole("button", { name: "Send" }).click();
  await see(bo.page, "unsent words");
  await ann.page.getByRole("button", { name: "Log out everywhere else" }).click();
  await loggedOut(other.page).waitFor();
  await banner(other.page).getByRole("button", { name: "Go on as a new guest" }).click();
  await banner(other.page).waitFor({ state: "detached" });
  await write(other.page, "as a guest now");
  await see(bo.page, "as a guest now");
  await ann.page.getByRole("button", { name: "Log out everywhere else" }).click();
  await ann.page.getByText("You were logged in nowhere else.").waitFor();
});

test("accounts: six recovery words, however they are typed, set a new password, once", async () => {
  const [ann, other] = [await chat.visit(), await chat.visit()];
  const words = await register(ann.page, chat.url, "forgetful");
  const { page } = other;
  await page.goto(chat.url);
  await chooseYou(page, "Log in");
  await page.getByRole("button", { name: "I forgot the password" }).click();
  const six = page.getByLabel("Six recovery words");
  await page.getByLabel("Name", { exact: true }).fill("forgetful");
  await page.getByLabel("New password").fill("another good one");
  const told = async (typed, problem) => {
    await six.fill(typed);
    await page.getByRole("button", { name: "Set the new password" }).click();
    await page.getByRole("alert").filter({ hasText: problem }).waitFor();
  };
  await told("only three words", "These are 3 words; there are six.");
  await told("one two three four five six", "The name and the six words do not go together.");
  await six.fill(` ${words.toUpperCase().replaceAll(" ", ",  ")}.`);
  await page.getByRole("button", { name: "Set the new password" }).click();
  const fresh = await takeWords(page);
  assert.notEqual(fresh, words);
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await loggedOut(ann.page).waitFor();
  await chooseYou(page, "Log out");
  await logIn(page, chat.url, "forgetful", "another good one");
});

test("accounts: a new password needs the old one and ends all other logins", async () => {
  const [ann, other] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "changer");
  await logIn(other.page, chat.url, "changer");
  const { page } = ann;
  await page.getByText("Change the password").first().click();
  await page.getByLabel("Present password").fill("not this one");
  await page.getByLabel("New password").fill("another good one");
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByRole("alert").filter({ hasText: "The password is wrong" }).waitFor();
  await page.getByLabel("Present password").fill(password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("Changed. All other browsers are logged out.").waitFor();
  await loggedOut(other.page).waitFor();
  await banner(other.page).getByRole("button", { name: "Close" }).click();
  await banner(other.page).waitFor({ state: "detached" });
  await logIn(other.page, chat.url, "changer", "another good one");
  assert.equal(await banner(page).count(), 0, "this browser stays");
});

test("accounts: after too many tries one hears when the next may be made", async () => {
  const ann = await chat.visit();
  const { page } = ann;
  await page.goto(chat.url);
  await chooseYou(page, "Log in");
  await page.getByLabel("Name", { exact: true }).fill("nobody-at-all");
  await page.getByLabel("Password", { exact: true }).fill("wrong wrong");
  const go = page.locator("form").getByRole("button", { name: "Log in", exact: true });
  for (let n = 0; n < 5; n += 1) {
    await go.click();
    await page.getByRole("alert").filter({ hasText: "do not go together" }).waitFor();
  }
  await go.click();
  await page.getByText("Too many tries.").waitFor();
  await page.getByText(/You can try again in [45] min/).waitFor();
  assert.ok(await go.isDisabled());
  assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "wrong wrong");
});

test("accounts: all that is kept can be saved as a file", async () => {
  const ann = await chat.visit();
  await register(ann.page, chat.url, "saver");
  await ann.page.getByLabel("About you").fill("I like tea");
  await ann.page.getByRole("button", { name: "Save the profile" }).click();
  await ann.page.getByText("Saved; everybody sees it now").waitFor();
  const [download] = await Promise.all([
    ann.page.waitForEvent("download"),
    ann.page.getByRole("button", { name: "Save my data" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "srchat-saver.json");
  const saved = JSON.parse(Buffer.concat(await (await download.createReadStream()).toArray()).toString());
  assert.equal(saved.account.about, "I like tea");
});

test("accounts: who deletes the account closes one room, lets another pass on, and is nowhere any more", async () => {
  const [ann, bo, cy] = [await chat.visit(), await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "leaver");
  const closed = await startRoom(ann.page, chat.url, { name: "To be closed" });
  const kept = await startRoom(ann.page, chat.url, { name: "To be kept" });
  await joinRoom(bo.page, closed);
  await joinRoom(cy.page, kept);
  // Also a room that its owner has left a moment ago can be closed.
  await joinRoom(ann.page, closed);
  await leaveRoom(ann.page);
  await profile(ann.page);
  await ann.page.getByRole("button", { name: "Delete the account…" }).click();
  const dialog = ann.page.getByRole("dialog", { name: "Delete the account" });
  await dialog.getByLabel("What people hear in a room that you close").fill("So long");
  await dialog.getByRole("button", { name: "Close it: To be closed" }).click();
  await dialog.getByText("Closing; in a few seconds it is erased.").waitFor();
  await bo.page.getByText(/The owner closes this room: “So long”/).waitFor();
  const secret = dialog.getByLabel("Your password");
  await secret.fill("not this one");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await dialog.getByRole("alert").filter({ hasText: "The password is wrong" }).waitFor();
  await secret.fill(password);
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await ann.page.getByRole("heading", { name: "Your account is gone" }).waitFor();
  assert.equal(await banner(ann.page).count(), 0);
  await cy.page.locator(".roster-side .member").filter({ hasText: "leaver" }).waitFor({ state: "detached" });
  await write(cy.page, "the room lives on");
  await see(cy.page, "the room lives on");
  await bo.page.getByRole("heading", { name: "This room has ended" }).waitFor();
  await bo.page.getByText("“So long”").waitFor();
  await chooseYou(ann.page, "Log in");
  await fillLogin(ann.page, "leaver");
  await ann.page.getByRole("alert").filter({ hasText: "do not go together" }).waitFor();
});
