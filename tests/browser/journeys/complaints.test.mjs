import assert from "node:assert/strict";
import { test } from "node:test";
import { register } from "../kit/accounts.mjs";
import { about, act, choose, composer, joinRoom, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";
import { phone } from "../kit/visitors.mjs";

// Refusals are part of what is tested here, and browsers put each on the console.
const chat = stage({ "limits.registrations_per_hour": 1000, "rooms.per_guest": 5 }, { networkFails: true });

const dialog = (page) => page.getByRole("dialog", { name: /^Report/ });
const exact = (page) => page.locator("[data-evidence]");

/** Fills in what happened and the first rule of the list. */
async function fill(page, text) {
  await dialog(page).locator(".rules input").first().check();
  await dialog(page).getByLabel("What happened").fill(text);
}

async function look(page) {
  await dialog(page).getByRole("button", { name: "See what is stored" }).click();
  await page.getByRole("heading", { name: "This is what will be stored" }).waitFor();
  return exact(page).textContent();
}

/** The receipt is there; it is written down, and stays until that is said. */
async function takeReceipt(page) {
  const receipt = page.getByRole("dialog", { name: /Write this down/ });
  await receipt.waitFor();
  const words = (await receipt.locator(".words li").allInnerTexts()).join(" ");
  assert.equal(words.split(" ").length, 6);
  await page.keyboard.press("Escape");
  await receipt.getByRole("button", { name: "I have written it down" }).click();
  await receipt.waitFor({ state: "detached" });
  return words;
}

async function sendAsGuest(page) {
  await dialog(page).getByRole("button", { name: "Send" }).click();
  return takeReceipt(page);
}

async function openByReceipt(page, words) {
  await page.goto(`${chat.url}/report`);
  await page.getByLabel("Your receipt, six words").fill(words);
  await page.getByRole("button", { name: "Open it" }).click();
}

test("complaints: a guest reports a message, closes the browser, and opens the thread again by the receipt", async () => {
  const { ann, bo, owner } = await chat.annAndBo({ name: "Tea" });
  await write(ann.page, "something rude");
  await write(ann.page, "and something after it");
  await see(bo.page, "and something after it");
  await act(bo.page, "something rude", "Report");
  await dialog(bo.page).waitFor();
  assert.equal(await dialog(bo.page).locator(".pick input:checked").count(), 1, "the one it was opened at");
  await fill(bo.page, "zkanarie was insulted");
  const seen = await look(bo.page);
  const { messages, room } = JSON.parse(seen);
  assert.deepEqual(
    messages.map(({ text }) => text),
    ["something rude"],
  );
  assert.equal(room.name, "Tea");
  await dialog(bo.page).getByText("The person reported is never told who you are.").waitFor();
  await dialog(bo.page).getByText("Pictures themselves are not kept.").waitFor();
  const words = await sendAsGuest(bo.page);
  await bo.page.locator("[data-message]:focus").getByText("something rude").waitFor();
  assert.ok(!(await ann.page.content()).includes("zkanarie"), "the one reported sees nothing of it");
  await bo.context.close();

  const later = await chat.visit();
  await openByReceipt(later.page, words.toUpperCase().replaceAll(" ", " - "));
  const thread = later.page.locator(".thread");
  await thread.getByText("zkanarie was insulted").waitFor();
  await thread.getByText("It was sent. Nobody has taken it up yet.").waitFor();
  await thread.getByText("What is stored with it").click();
  assert.equal(await exact(later.page).textContent(), seen, "what is stored is what was shown");
  assert.ok(seen.includes(owner));
  await thread.getByLabel("Add something, or reply").fill("It went on afterwards");
  await thread.getByRole("button", { name: "Send" }).click();
  await thread.locator(".post").getByText("It went on afterwards").waitFor();
  assert.deepEqual(await later.context.cookies(), [], "no session is needed, and none is made");
  await later.page.reload();
  await later.page.getByLabel("Your receipt, six words").waitFor();
  const stored = await later.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.equal(stored, "{}", "nothing of the receipt stays in the browser");
});

test("complaints: a user reports a person from their card, and finds the thread under the account", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(bo.page, chat.url, "bo-tells");
  await startRoom(ann.page, chat.url, { name: "Cards" });
  await joinRoom(bo.page, ann.page.url());
  const owner = (await ann.page.locator(".roster-side .member.own .member-name").textContent()).trim();
  await write(ann.page, "said to be picked");
  await see(bo.page, "said to be picked");
  const card = await about(bo.page, owner);
  await card.getByRole("button", { name: "Report" }).click();
  await dialog(bo.page)
    .getByRole("checkbox", { name: /said to be picked/ })
    .check();
  await fill(bo.page, "Pretends to be somebody else");
  const seen = await look(bo.page);
  assert.equal(JSON.parse(seen).member.name, owner);
  await dialog(bo.page).getByRole("button", { name: "Send" }).click();
  await dialog(bo.page).getByRole("link", { name: "your complaint" }).click();
  await until("the thread", () => /\/complaints\/[^/]+$/.test(bo.page.url()));
  const thread = bo.page.locator(".thread");
  await thread.getByRole("heading", { name: "Report of a person" }).waitFor();
  await thread.getByText("What is stored with it").click();
  assert.equal(await exact(bo.page).textContent(), seen);
  await bo.page.getByRole("link", { name: "All your complaints" }).click();
  await bo.page.getByRole("link", { name: /Report of a person/ }).waitFor();
});

test("complaints: what changes under one's hands asks for a new look, and what was written stays", async () => {
  const { ann, bo } = await chat.annAndBo();
  await write(ann.page, "first of two");
  await write(ann.page, "second of two");
  await see(bo.page, "second of two");
  await act(bo.page, "first of two", "Report");
  await dialog(bo.page)
    .getByRole("checkbox", { name: /second of two/ })
    .check();
  await fill(bo.page, "Both of them");
  await look(bo.page);
  await act(ann.page, "second of two", "Delete");
  await ann.page
    .getByRole("group", { name: "Delete this message?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await bo.page.locator("[data-message]").filter({ hasText: "second of two" }).waitFor({ state: "detached" });
  await dialog(bo.page).getByRole("button", { name: "Send" }).click();
  await dialog(bo.page).getByRole("alert").waitFor();
  await dialog(bo.page).getByRole("button", { name: "Look again" }).click();
  await until("the new text", async () => !(await exact(bo.page).textContent()).includes("second of two"));
  await dialog(bo.page).getByText("Both of them").waitFor();
  await sendAsGuest(bo.page);
});

test("complaints: nothing that was written is lost by Esc or by a reload, and discarding takes it away", async () => {
  const { bo } = await chat.annAndBo();
  await choose(bo.page, "Report this room");
  await fill(bo.page, "Half of a senten");
  await bo.page.keyboard.press("Escape");
  await dialog(bo.page).waitFor({ state: "detached" });
  await bo.page.reload();
  await composer(bo.page).waitFor();
  await choose(bo.page, "Report this room");
  const field = dialog(bo.page).getByLabel("What happened");
  assert.equal(await field.inputValue(), "Half of a senten");
  assert.equal(await dialog(bo.page).locator(".rules input").first().isChecked(), true);
  await dialog(bo.page).getByRole("button", { name: "Discard" }).click();
  await choose(bo.page, "Report this room");
  assert.equal(await field.inputValue(), "");
});

test("complaints: wrong words open nothing, and say no more than that", async () => {
  const { page } = await chat.visit();
  await openByReceipt(page, "apple river stone cloud paper light");
  await page.getByText("These words open nothing here").waitFor();
  await openByReceipt(page, "apple river");
  await page.getByText("These are 2 words").waitFor();
});

test("complaints: a visitor without a session sends a bug report, and gets a receipt for it", async () => {
  const { page } = await chat.visit();
  await page.goto(chat.url);
  await page.getByRole("link", { name: "report a problem" }).click();
  await page.getByLabel("What happened").fill("The bell is silent");
  await page.getByRole("button", { name: "Send the bug report" }).click();
  await openByReceipt(page, await takeReceipt(page));
  await page.locator(".thread").getByText("The bell is silent").waitFor();
});

for (const width of [390, 320]) {
  test(`complaints: on a phone ${width} px wide everything of it fits, and is reached by touch`, async () => {
    const ann = await chat.visit();
    const address = await startRoom(ann.page, chat.url);
    await write(ann.page, "a-very-long-word-".repeat(30));
    const bo = await chat.visit({ ...phone, viewport: { width, height: 844 } });
    await joinRoom(bo.page, address);
    await see(bo.page, "a-very-long-word");
    await choose(bo.page, "Report this room");
    await dialog(bo.page).getByRole("checkbox").first().check();
    await fill(bo.page, "It does not end");
    const fits = () =>
      bo.page.evaluate(() =>
        [document.documentElement, document.querySelector("dialog")].every(
          (each) => each.scrollWidth <= each.clientWidth,
        ),
      );
    assert.ok(await fits(), "what one writes");
    await look(bo.page);
    assert.ok(await fits(), "what one looks at");
    await sendAsGuest(bo.page);
  });
}
