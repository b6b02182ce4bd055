import assert from "node:assert/strict";
import { test } from "node:test";
import { act, choose, composer, message, ownName, see, vanish, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage({ "limits.say_burst": 50 });

test("message: an answer quotes what it answers, and the quote goes with it", async () => {
  const { ann, bo } = await chat.annAndBo();
  await write(ann.page, "who brings the stove?");
  await see(bo.page, "who brings the stove?");
  await act(bo.page, "who brings the stove?", "Reply");
  await bo.page.locator(".composer-mode").getByText("who brings the stove?").waitFor();
  await write(bo.page, "I do");
  const answer = message(ann.page, "I do");
  await answer.getByRole("button", { name: /Answers .*who brings the stove/ }).waitFor();
  await answer.getByRole("button", { name: /Answers/ }).click();
  await ann.page.locator(".message.marked").filter({ hasText: "who brings" }).waitFor();
  await act(bo.page, "I do", "Reply");
  await bo.page.keyboard.press("Escape");
  assert.equal(await bo.page.locator(".composer-mode").count(), 0);
  await ann.page.locator("[data-message]").first().hover();
  await ann.page.locator("[data-message]").first().getByRole("button", { name: "Delete" }).click();
  await ann.page
    .getByRole("group", { name: "Delete this message?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await until("no copy is left", async () => !(await bo.page.content()).includes("stove"));
  await see(bo.page, "I do");
});

test("message: a mention is completed, sent, and stands out for whom it means", async () => {
  const { ann, bo } = await chat.annAndBo();
  const name = await ownName(bo.page);
  await composer(ann.page).pressSequentially(`hello @${name.slice(0, 3)}`);
  await ann.page.getByRole("option", { name }).waitFor();
  await composer(ann.page).press("Enter");
  await until("the name", async () => (await composer(ann.page).inputValue()) === `hello @${name} `);
  await composer(ann.page).press("Enter");
  await bo.page.locator(".message.meant").getByText(`@${name}`).waitFor();
  await message(ann.page, "hello").waitFor();
  assert.equal(await ann.page.locator(".message.meant").count(), 0);
});

test("message: the pinned one stands on top for everybody and leads to itself", async () => {
  const { ann, bo } = await chat.annAndBo();
  await write(ann.page, "the rules of this room");
  for (let n = 0; n < 30; n += 1) await write(ann.page, `line ${n}`);
  await see(bo.page, "line 29");
  await ann.page.locator(".log").evaluate((log) => (log.scrollTop = 0));
  await act(ann.page, "the rules of this room", "Pin");
  const bar = (page) => page.getByRole("group", { name: "Pinned message" });
  await bar(bo.page).getByText("the rules of this room").click();
  await until("it is in view", () => message(bo.page, "the rules of this room").isVisible());
  await bo.page.reload();
  await bar(bo.page).getByText("the rules of this room").waitFor();
  await bar(ann.page).getByRole("button", { name: "Unpin" }).click();
  await bar(bo.page).waitFor({ state: "detached" });
});

test("message: one finds what was said, and Esc ends the search", async () => {
  const { ann, bo } = await chat.annAndBo();
  await write(ann.page, "meet at the Café at nine");
  for (let n = 0; n < 30; n += 1) await write(ann.page, `line ${n}`);
  await write(ann.page, "the cafe is closed");
  await see(bo.page, "the cafe is closed");
  await choose(bo.page, "Find in this room");
  const field = bo.page.getByLabel("Find in the messages on this page");
  await field.fill("cafe");
  await bo.page.getByText("1 of 2").waitFor();
  await field.press("Enter");
  await bo.page.getByText("2 of 2").waitFor();
  await bo.page.locator(".message.marked").filter({ hasText: "at nine" }).waitFor();
  await until("it is in view", () => message(bo.page, "at nine").isVisible());
  await field.fill("nowhere said");
  await bo.page.getByText("Nothing found here").waitFor();
  await field.press("Escape");
  await field.waitFor({ state: "detached" });
});

test("message: the small Markdown shows as what it means, and HTML stays text", async () => {
  const { ann, bo } = await chat.annAndBo();
  await write(ann.page, "**bold** and *slanted* and `code` and ~~gone~~");
  await message(bo.page, "bold").locator("strong", { hasText: "bold" }).waitFor();
  await message(bo.page, "bold").locator("em", { hasText: "slanted" }).waitFor();
  await composer(ann.page).fill("```js\nconst x = 'y'; // z\n```");
  await ann.page.getByRole("button", { name: "Send" }).click();
  await bo.page.locator(".code .code-keyword", { hasText: "const" }).waitFor();
  await write(ann.page, "<img src=x onerror=alert(1)> **and**");
  await see(bo.page, "<img src=x onerror=alert(1)> and");
  assert.equal(await bo.page.locator(".log .text img").count(), 0);
  await write(ann.page, "[your bank](https://evil.example/login)");
  await message(bo.page, "your bank").getByText("(evil.example)").waitFor();
  await write(ann.page, "- tea\n- biscuits");
  await message(bo.page, "biscuits").locator("li").nth(1).waitFor();
  await vanish(bo.page, "never said", 1000);
});
