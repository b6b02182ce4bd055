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
import { sideways, smallTargets, unreachable, violations } from "../kit/looks.mjs";
import { banner, startRoom } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { phone } from "../kit/visitors.mjs";

const chat = stage(
  { "limits.registrations_per_hour": 1000, "limits.login_address_burst": 1000 },
  { networkFails: true },
);

async function clean(page, what, touch, within) {
  assert.deepEqual(await violations(page, within), [], what);
  assert.deepEqual(await unreachable(page), [], `${what}: all can be reached`);
  if (!touch) return;
  assert.equal(await sideways(page), 0, `${what} is no wider than the window`);
  assert.deepEqual(await smallTargets(page), [], `${what}: targets of 44 px`);
}

let count = 0;

for (const colorScheme of ["light", "dark"]) {
  for (const [device, settings, touch] of [
    ["desktop", {}, false],
    ["phone", phone, true],
    ["narrow phone", { ...phone, viewport: { width: 320, height: 700 } }, true],
  ]) {
    const person = () => chat.visit({ ...settings, colorScheme });
    const name = `looker-${++count}`;

    test(`accessibility: axe finds nothing on the way to an account, on a ${device} in ${colorScheme}`, async () => {
      const { page } = await person();
      await page.goto(chat.url);
      await openYou(page);
      await clean(page, "the menu of a visitor", touch, ".menu");
      await page.keyboard.press("Escape");
      await chooseYou(page, "Log in");
      await fillLogin(page, "nobody", "wrong wrong");
      await page.getByRole("alert").waitFor();
      await clean(page, "a refused login", touch);
      await page.getByRole("button", { name: "I forgot the password" }).click();
      await page.getByLabel("Six recovery words").fill("three are missing");
      await page.getByLabel("Name", { exact: true }).fill("ann");
      await page.getByRole("button", { name: "Set the new password" }).click();
      await page.getByRole("alert").waitFor();
      await clean(page, "recovery", touch);
      await page.getByRole("button", { name: "Back to logging in" }).click();
      await page.getByRole("button", { name: "Create an account" }).last().click();
      await page.getByLabel("Password", { exact: true }).fill("1234");
      await page.getByRole("button", { name: "Create the account" }).click();
      await page.getByRole("alert").waitFor();
      await clean(page, "registering", touch);
      await startRoom(page, chat.url);
      await openYou(page);
      await clean(page, "the menu in a room", touch, ".menu");
      await page.keyboard.press("Escape");
      await chooseYou(page, "Log in");
      await page.getByText("leaves your rooms").waitFor();
      await clean(page, "logging in over a room", touch);
      await page.getByRole("button", { name: "Create an account" }).last().click();
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByLabel("Password", { exact: true }).fill(password);
      await clean(page, "registering over a room", touch);
      await page.getByRole("button", { name: "Create the account" }).click();
      await page.getByRole("dialog", { name: "Write these six words down" }).waitFor();
      await clean(page, "the recovery words", touch);
      await takeWords(page);
      await openYou(page);
      await clean(page, "the menu of a user in a room", touch, ".menu");
    });

    test(`accessibility: axe finds nothing in an account, on a ${device} in ${colorScheme}`, async () => {
      const { page } = await person();
      await register(page, chat.url, `${name}-in`);
      await startRoom(page, chat.url, { name: "Mine to give away or to close" });
      await profile(page);
      await page.getByText("Choose another picture").click();
      await page.getByText("Change the password").first().click();
      await page.getByLabel("About you").fill("www.example.com");
      await page.getByRole("button", { name: "Save the profile" }).click();
      await page.getByRole("alert").waitFor();
      await page.getByLabel("Hide my profile").check();
      await page.getByText("Saved", { exact: true }).waitFor();
      await clean(page, "the profile", touch);
      await page.getByRole("button", { name: "Delete the account…" }).click();
      await page.getByRole("dialog", { name: "Delete the account" }).waitFor();
      await clean(page, "saying goodbye", touch);
      await page.keyboard.press("Escape");
      const other = await person();
      await logIn(other.page, chat.url, `${name}-in`);
      await other.page.getByRole("button", { name: /^You:/ }).waitFor();
      await page.getByRole("button", { name: "Log out everywhere else" }).click();
      await banner(other.page).waitFor();
      await clean(other.page, "logged out elsewhere", touch);
      await profile(page);
      await page.getByRole("button", { name: "Delete the account…" }).click();
      await page.getByLabel("Your password").fill(password);
      await page.getByRole("button", { name: "Delete for good" }).click();
      await page.getByRole("heading", { name: "Your account is gone" }).waitFor();
      await clean(page, "goodbye", touch);
    });
  }
}

test("accessibility: one becomes a user, changes the profile and logs out with the keyboard alone", async () => {
  const { page } = await chat.visit();
  await startRoom(page, chat.url);
  const key = (...names) =>
    names.reduce((before, name) => before.then(() => page.keyboard.press(name)), Promise.resolve());
  const goTo = async (what) => {
    await key("Control+k");
    await page.keyboard.type(what);
    await key("Enter");
  };
  await goTo("create an account");
  await page.getByRole("dialog", { name: "Create an account" }).waitFor();
  await page.keyboard.type("keys-only");
  await key("Tab");
  await page.keyboard.type(password);
  await key("Enter");
  await page.getByRole("dialog", { name: "Write these six words down" }).waitFor();
  await key("Shift+Tab", "Shift+Tab");
  await page.getByRole("button", { name: "I have written them down" }).press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await goTo("your profile");
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await page.getByLabel("Enter rooms hidden").focus();
  await key("Space");
  await page.getByText("Saved", { exact: true }).waitFor();
  const you = page.getByRole("button", { name: "You: keys-only" });
  await you.press("Enter");
  await key("Tab");
  await key("Escape");
  await page.locator("#you-menu").waitFor({ state: "detached" });
  assert.equal(
    await you.evaluate((element) => element === document.activeElement),
    true,
    "back on the button",
  );
  await you.press("Enter");
  await page.getByRole("button", { name: "Log out", exact: true }).press("Enter");
  await page.getByRole("heading", { name: /A room to talk in/ }).waitFor();
});
