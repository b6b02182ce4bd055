import assert from "node:assert/strict";
import { after, test } from "node:test";
import { chooseYou, fillLogin, openYou, password, profile, register } from "../kit/accounts.mjs";
import { startPostgres } from "../kit/postgres.mjs";
import { banner, composer, see, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

let database;
const chat = stage(
  async () => {
    database ??= await startPostgres();
    return { "database.url": database.url, "limits.login_burst": 50 };
  },
  { networkFails: true, wire: true },
);
after(() => database?.end());

const sentence = "Accounts are away for a moment; chat goes on.";
const told = (page) => page.getByText(sentence).waitFor();

/** Presses the button until it helps: the server notices a moment later that the database is back. */
const repeat = (button, sight) =>
  until("it is taken", async () => {
    if (await sight.isVisible()) return true;
    if ((await button.isVisible()) && (await button.isEnabled())) await button.click();
    return false;
  });

test("accounts: while the database is away each form says so, keeps what was typed, and chat works", async () => {
  const [user, both] = [await chat.visit(), await chat.annAndBo()];
  const { ann, bo } = both;
  await register(user.page, chat.url, "patient");
  await profile(user.page);
  await database.stop();

  await chooseYou(bo.page, "Create an account");
  await bo.page.getByLabel("Name", { exact: true }).fill("later");
  await bo.page.getByLabel("Password", { exact: true }).fill(password);
  await bo.page.getByRole("button", { name: "Create the account" }).click();
  await told(bo.page);
  assert.equal(await bo.page.getByLabel("Password", { exact: true }).inputValue(), password);
  await bo.page.keyboard.press("Escape");
  await chooseYou(ann.page, "Log in");
  await fillLogin(ann.page, "patient");
  await told(ann.page);
  await ann.page.keyboard.press("Escape");

  await write(ann.page, "we can still talk");
  await see(bo.page, "we can still talk");
  await write(bo.page, "so we can");
  await see(ann.page, "so we can");

  const { page } = user;
  await page.getByLabel("About you").fill("I wait");
  await page.getByRole("button", { name: "Save the profile" }).click();
  await told(page);
  await page.getByLabel("Hide my profile").click();
  await page.getByText(`Not saved. ${sentence}`).waitFor();
  assert.equal(await page.getByLabel("Hide my profile").isChecked(), false);
  const menu = await openYou(page);
  await menu.getByRole("button", { name: "Log out" }).click();
  await menu.getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await banner(page).count(), 0, "still logged in");

  await database.start();
  await repeat(
    page.getByRole("button", { name: "Try again" }),
    page.getByText("Saved; everybody sees it now"),
  );
  await chooseYou(bo.page, "Create an account");
  await bo.page.getByLabel("Name", { exact: true }).fill("later");
  await bo.page.getByLabel("Password", { exact: true }).fill(password);
  const written = bo.page.getByRole("button", { name: "I have written them down" });
  await repeat(bo.page.getByRole("button", { name: /Create the account|Try again/ }), written);
  await written.click();
  await composer(bo.page).waitFor();
  await bo.page.getByRole("button", { name: "You: later" }).waitFor();
});

test("accounts: who opens the page while the database is away is the user again as soon as it is back", async () => {
  const ann = await chat.visitByWire();
  await register(ann.page, chat.wire.url, "returning");
  await ann.page.goto("about:blank");
  // A new server has nobody at hand and must ask the database who that is.
  await chat.restart();
  await database.stop();
  const asked = ann.page.waitForResponse((response) => response.url().endsWith("/api/session"));
  await ann.page.goto(chat.wire.url);
  assert.equal((await asked).status(), 503);
  await ann.page.getByRole("heading", { name: /A room to talk in/ }).waitFor();
  await ann.page.getByRole("button", { name: "You: Guest" }).waitFor();
  await database.start();
  await ann.page.getByRole("button", { name: "You: returning" }).waitFor();
});
