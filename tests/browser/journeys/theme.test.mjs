import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage();

/** Through the menu in the head of the page. */
async function chooseTheme(page, name) {
  await page.getByRole("button", { name: /^You:/ }).click();
  await page.getByTitle(name, { exact: true }).click();
}

const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const isDark = (colour) => Math.max(...colour.match(/\d+/g).slice(0, 3).map(Number)) < 80;

for (const [system, chosen] of [
  ["light", "Dark"],
  ["dark", "Light"],
]) {
  test(`theme: ${chosen} on a ${system} system is there before the page's script has run`, async () => {
    const ann = await chat.visit({ colorScheme: system });
    await ann.page.goto(chat.url);
    assert.equal(isDark(await ground(ann.page)), system === "dark");
    await chooseTheme(ann.page, chosen);
    await until("the other theme", async () => isDark(await ground(ann.page)) === (chosen === "Dark"));

    // The bundle never arrives: what is on screen now is what would be painted first.
    await ann.page.route(/\/assets\/index-.*\.js$/, () => undefined);
    await ann.page.goto(chat.url, { waitUntil: "commit" });
    await until("the styles", () => ann.page.evaluate(() => document.styleSheets.length > 0));
    assert.equal(isDark(await ground(ann.page)), chosen === "Dark");
  });
}

test("theme: follows the system while nothing is chosen, also when it changes", async () => {
  const ann = await chat.visit({ colorScheme: "dark" });
  await ann.page.goto(chat.url);
  assert.ok(isDark(await ground(ann.page)));
  await ann.page.emulateMedia({ colorScheme: "light" });
  await until("light", async () => !isDark(await ground(ann.page)));
});

test("theme: is the only thing that is kept beyond the tab", async () => {
  const ann = await chat.visit();
  await ann.page.goto(chat.url);
  await chooseTheme(ann.page, "Dark");
  const stored = await ann.page.evaluate(() => ({ ...localStorage }));
  assert.deepEqual(stored, { preferences: '{"theme":"dark","typing":true}' });
  const others = await ann.page.evaluate(
    async () => (await indexedDB.databases()).length + document.cookie.length,
  );
  assert.equal(others, 0);
});
