import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "../kit/looks.mjs";
import { act, composer, joinRoom, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";
import { phone } from "../kit/visitors.mjs";

const chat = stage();

for (const colorScheme of ["light", "dark"]) {
  for (const [device, settings] of [
    ["desktop", {}],
    ["phone", phone],
  ]) {
    test(`accessibility: axe finds nothing on a ${device} in ${colorScheme}`, async () => {
      const ann = await chat.visit({ ...settings, colorScheme });
      const bo = await chat.visit({ ...settings, colorScheme });
      const clean = async (page, what) => assert.deepEqual(await violations(page), [], what);

      await ann.page.goto(chat.url);
      await ann.page.getByRole("heading", { name: "Public rooms" }).waitFor();
      await clean(ann.page, "start page");
      const address = await startRoom(ann.page, chat.url, { name: "Accessible", listed: true });
      await clean(ann.page, "empty room");
      await bo.page.goto(address);
      await bo.page.getByRole("button", { name: "Join" }).waitFor();
      await clean(bo.page, "entrance");
      await joinRoom(bo.page, address);
      await write(ann.page, "hello, see https://example.org/page");
      await write(bo.page, "hello yourself");
      await see(ann.page, "hello yourself");
      await act(ann.page, "hello yourself", "React");
      await clean(ann.page, "emoji picker");
      await ann.page.getByRole("button", { name: "Heart" }).click();
      await ann.page.locator(".reaction").waitFor();
      await composer(bo.page).pressSequentially("typing");
      await clean(ann.page, "room");
      await ann.page.getByRole("button", { name: "Settings of this page" }).click();
      await clean(ann.page, "menu");
      await ann.page.keyboard.press("Escape");
      await ann.page.getByRole("button", { name: "Share" }).click();
      await ann.page.getByRole("img", { name: "QR code of the link" }).waitFor();
      await clean(ann.page, "share sheet");
      await ann.page.keyboard.press("Escape");
      await ann.page.keyboard.press("Control+k");
      await ann.page.getByRole("dialog", { name: "Go to" }).waitFor();
      await clean(ann.page, "switcher");
    });
  }
}

test("accessibility: only new messages of others are announced", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  const address = await startRoom(ann.page, chat.url);
  await write(ann.page, "before Bo came");
  await joinRoom(bo.page, address);
  await see(bo.page, "before Bo came");
  await bo.page.evaluate(() => {
    window.spoken = [];
    const region = document.querySelector("[aria-live=polite][aria-atomic]");
    new MutationObserver(() => region.textContent && window.spoken.push(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await write(bo.page, "my own words");
  await write(ann.page, "one message");
  await until("it is spoken", () =>
    bo.page.evaluate(() => window.spoken.some((words) => words.includes("one message"))),
  );
  const spoken = await bo.page.evaluate(() => window.spoken.join(" "));
  assert.ok(!spoken.includes("my own words") && !spoken.includes("before Bo came"));
});

test("accessibility: everything can be done with the keyboard alone", async () => {
  const ann = await chat.visit();
  const { page } = ann;
  await startRoom(page, chat.url);
  await until("the composer has the focus", () =>
    composer(page).evaluate((field) => field === document.activeElement),
  );
  await page.keyboard.type("first");
  await page.keyboard.press("Enter");
  await see(page, "first");
  await page.keyboard.type("second");
  await page.keyboard.press("Enter");
  await see(page, "second");

  await page.keyboard.press("Shift+F6");
  await page.keyboard.press("ArrowUp");
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await until("the last message", async () => (await focused()).includes("second"));
  await page.keyboard.press("ArrowUp");
  await until("the one above", async () => (await focused()).includes("first"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "React with" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".reaction").filter({ hasText: "👍" }).waitFor();
  await page.keyboard.press("Escape");
  await until("back to writing", () => composer(page).evaluate((field) => field === document.activeElement));

  await page.keyboard.press("F6");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("theme: dark");
  await page.keyboard.press("Enter");
  await until("dark", () => page.evaluate(() => document.documentElement.dataset.theme === "dark"));
  await page.keyboard.press("Control+k");
  await page.keyboard.type("change your");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Your name" }).waitFor();
  await page.keyboard.type("Keyboard Otter");
  await page.keyboard.press("Enter");
  await page.locator(".roster-side").getByText("Keyboard Otter").waitFor();
});
