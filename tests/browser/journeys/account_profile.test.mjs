import assert from "node:assert/strict";
import { test } from "node:test";
import { profile, register } from "../kit/accounts.mjs";
import { joinRoom, ownName, row, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage({ "limits.registrations_per_hour": 1000 }, { networkFails: true });

test("profile: a new name and picture are seen by the others in a room at once", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "painter");
  const address = await startRoom(bo.page, chat.url);
  await joinRoom(ann.page, address);
  const line = bo.page.locator(".roster-side .member").filter({ hasText: "painter" });
  const face = () => line.locator("img").getAttribute("src");
  const before = await face();
  await profile(ann.page);
  await ann.page.getByLabel("Display name").fill("Painter of Oslo");
  await ann.page.getByText("Choose another picture").click();
  const grid = ann.page.getByRole("group", { name: "Picture" });
  const chosen = await grid.getByRole("radio", { checked: true }).getAttribute("value");
  await grid
    .getByRole("radio", { name: chosen === "a63" ? "Picture 63" : "Picture 64" })
    .check({ force: true });
  await ann.page.getByText("Not saved yet").waitFor();
  await ann.page.getByRole("button", { name: "Save the profile" }).click();
  await ann.page.getByText("Saved; everybody sees it now").waitFor();
  await row(bo.page, "painter is now Painter of Oslo");
  await until("the other picture", async () => (await face()) !== before);
  await ann.page.getByRole("button", { name: "You: Painter of Oslo" }).waitFor();
  await ann.page.goBack();
  await write(ann.page, "under the new name");
  await see(bo.page, "under the new name");
  assert.equal(await ownName(ann.page), "Painter of Oslo");
});

test("profile: links and taken names are refused at their field, and what was typed stays", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "linker");
  await startRoom(bo.page, chat.url);
  const guest = await ownName(bo.page);
  const { page } = ann;
  const save = page.getByRole("button", { name: "Save the profile" });
  await page.getByLabel("About you").fill("see my-page.example.com");
  await save.click();
  await page.getByRole("alert").filter({ hasText: "Links are not taken here" }).waitFor();
  // An ending that only the server knows.
  await page.getByLabel("About you").fill("see my-page.biz");
  await save.click();
  await page.getByRole("alert").filter({ hasText: "Links are not taken here" }).waitFor();
  assert.equal(await page.getByLabel("About you").inputValue(), "see my-page.biz");
  await page.getByLabel("About you").fill("x".repeat(161));
  await page.getByText("1 character too many.").waitFor();
  assert.ok(await save.isDisabled());
  await page.getByLabel("About you").fill("I like tea");
  await page.getByLabel("Display name").fill(guest);
  await save.click();
  await page.getByRole("alert").filter({ hasText: "Somebody is called that" }).waitFor();
  assert.equal(await page.getByLabel("About you").inputValue(), "I like tea");
});

test("profile: a picture is chosen with the arrows alone", async () => {
  const ann = await chat.visit();
  const { page } = ann;
  await register(page, chat.url, "arrows");
  await page.getByText("Choose another picture").press("Enter");
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.activeElement.value);
  await page.keyboard.press("Home");
  assert.equal(await focused(), "a0");
  const columns = await page.evaluate(
    () => new Set([...document.querySelectorAll(".avatar-choice")].map((each) => each.offsetLeft)).size,
  );
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), `a${columns}`);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "a1");
  assert.equal(await page.getByRole("radio", { checked: true }).getAttribute("value"), "a1");
  await page.keyboard.press("Enter");
  await page.getByText("Saved; everybody sees it now").waitFor();
});

test("profile: each switch is kept, and who enters rooms hidden is offered that at every door", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  const { page } = ann;
  await register(page, chat.url, "hider");
  const names = [
    "Hide my profile",
    "Enter rooms hidden",
    "Look absent to friends",
    "Take no friend requests",
  ];
  for (const [index, name] of names.entries()) {
    await page.getByLabel(name).check();
    await until(
      "it is saved",
      async () => (await page.getByText("Saved", { exact: true }).count()) === index + 1,
    );
  }
  await page.getByLabel("Theme").selectOption("dark");
  await page.locator(":root[data-theme=dark]").waitFor();
  const own = await startRoom(page, chat.url, { name: "A pseudonym’s" });
  assert.notEqual(await ownName(page), "hider");
  const [open, second] = [await startRoom(bo.page, chat.url), own];
  assert.notEqual(open, second);
  await page.goto(open);
  assert.ok(await page.getByLabel("Hide me behind a pseudonym in this room").isChecked());
  await page.getByLabel("Show me as hider").check();
  await page.getByRole("button", { name: "Join" }).click();
  await until("one's own name", async () => (await ownName(page)) === "hider");
  await profile(page);
  for (const name of names) assert.ok(await page.getByLabel(name).isChecked(), name);
});

test("profile: a reload stays on the page, and its address can be opened by itself", async () => {
  const { page, context } = await chat.visit();
  await register(page, chat.url, "reloader");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.reload();
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  assert.equal(await page.getByLabel("Display name").inputValue(), "reloader");
  const second = await context.newPage();
  await second.goto(`${chat.url}/login`);
  await second.getByRole("heading", { name: "You are logged in" }).waitFor();
});
