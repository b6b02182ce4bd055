import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseYou, register } from "../kit/accounts.mjs";
import { sideways, violations } from "../kit/looks.mjs";
import { befriended, bell, lookAway, notice, openInbox } from "../kit/people.mjs";
import { composer, joinRoom, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";
import { phone } from "../kit/visitors.mjs";

const chat = stage({ "limits.registrations_per_hour": 1000 }, { networkFails: true });

const friend = (page, name) => page.locator(".friend").filter({ hasText: name });
const doTo = (page, name, act) => page.getByRole("button", { name: `${act}: ${name}`, exact: true }).click();
const part = (page, title) => page.getByRole("region", { name: title, exact: true });

async function two(annName, boName) {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  for (const [one, name] of [
    [ann, annName],
    [bo, boName],
  ]) {
    await register(one.page, chat.url, name);
    await one.page.goto(`${chat.url}/friends`);
    await one.page.getByRole("heading", { name: "Friends", level: 1 }).waitFor();
  }
  return { ann, bo };
}

async function ask(page, name) {
  await page.getByLabel(/^Add a friend/).fill(name);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
}

async function directs(annName, boName) {
  const { ann, bo } = await befriended(chat, annName, boName);
  await ann.page.goto(`${chat.url}/dm/${boName}`);
  await bo.page.goto(`${chat.url}/dm/${annName}`);
  await composer(ann.page).waitFor();
  await composer(bo.page).waitFor();
  return { ann, bo };
}

test("friends: one asks, the other accepts, and they write to each other", async () => {
  const { ann, bo } = await two("ann-one", "bo-one");
  await ask(ann.page, "bo-one");
  await friend(ann.page, "bo-one").getByText("has not answered yet").waitFor();
  await part(bo.page, "Asking you").waitFor();
  await doTo(bo.page, "ann-one", "Accept");
  await part(ann.page, "Friends").getByText("bo-one").waitFor();
  await friend(ann.page, "bo-one").getByText("online").waitFor();
  await doTo(ann.page, "bo-one", "Write");
  await composer(ann.page).waitFor();
  assert.equal(await ann.page.getByRole("heading", { level: 1 }).textContent(), "bo-one");
  await write(ann.page, "hello bo");
  await openInbox(bo.page);
  await notice(bo.page, "New message from ann-one").getByRole("button", { name: /^Open/ }).click();
  await see(bo.page, "hello bo");
  await ann.page.getByText("Seen", { exact: true }).waitFor();
  await write(bo.page, "hello ann");
  await see(ann.page, "hello ann");
  assert.equal(await bell(bo.page, 1).count(), 0);
});

test("friends: a request is taken back or declined, and nobody who is not there can be asked", async () => {
  const { ann, bo } = await two("ann-two", "bo-two");
  await ask(ann.page, "nobody-here");
  await ann.page.getByRole("alert").getByText("Nobody whom you can reach has that name.").waitFor();
  assert.equal(await ann.page.getByLabel(/^Add a friend/).inputValue(), "nobody-here");
  await ask(ann.page, "bo-two");
  await friend(bo.page, "ann-two").waitFor();
  await doTo(ann.page, "bo-two", "Take back");
  await friend(bo.page, "ann-two").waitFor({ state: "detached" });
  await ask(ann.page, "bo-two");
  await doTo(bo.page, "ann-two", "Decline");
  await friend(ann.page, "bo-two").waitFor({ state: "detached" });
  await ask(ann.page, "bo-two");
  await ann.page
    .getByRole("alert")
    .getByText(/declined/)
    .waitFor();
});

test("friends: a block from a request and from a friendship is not told, and can be lifted", async () => {
  const { ann, bo } = await two("ann-three", "bo-three");
  await ask(ann.page, "bo-three");
  await doTo(bo.page, "ann-three", "Block");
  await bo.page.getByRole("button", { name: "Block", exact: true }).click();
  await part(bo.page, "Blocked").getByText("ann-three").waitFor();
  await friend(ann.page, "bo-three").waitFor({ state: "detached" });
  await ask(ann.page, "bo-three");
  await ann.page.getByRole("alert").getByText("Nobody whom you can reach has that name.").waitFor();
  await doTo(bo.page, "ann-three", "Unblock");
  await friend(bo.page, "ann-three").waitFor({ state: "detached" });
  await ask(bo.page, "ann-three");
  await doTo(ann.page, "bo-three", "Accept");
  await part(bo.page, "Friends").getByText("ann-three").waitFor();
  await doTo(bo.page, "ann-three", "Block");
  await bo.page.getByRole("button", { name: "Keep" }).click();
  await doTo(bo.page, "ann-three", "Block");
  await bo.page.getByRole("button", { name: "Block", exact: true }).click();
  await friend(ann.page, "bo-three").waitFor({ state: "detached" });
});

test("friends: the end of a friendship erases the messages on both screens", async () => {
  const { ann, bo } = await directs("ann-four", "bo-four");
  await write(ann.page, "zkanarie between us");
  await see(bo.page, "zkanarie between us");
  await chooseYou(bo.page, "Friends");
  await doTo(bo.page, "ann-four", "Unfriend");
  await bo.page.getByRole("button", { name: "End it" }).click();
  await ann.page.getByText("You two are no longer friends.").waitFor();
  for (const { page } of [ann, bo])
    await until("it is erased", async () => !(await page.content()).includes("zkanarie"));
  await ann.page.goto(`${chat.url}/dm/bo-four`);
  await ann.page.getByRole("heading", { name: /You cannot write to bo-four/ }).waitFor();
});

test("friends: what was written while one was offline is there afterwards", async () => {
  const { ann, bo } = await directs("ann-five", "bo-five");
  await bo.context.setOffline(true);
  await write(ann.page, "first");
  await write(ann.page, "second");
  await bo.context.setOffline(false);
  await see(bo.page, "first");
  await see(bo.page, "second");
  await ann.page.getByText("Seen", { exact: true }).waitFor();
});

test("friends: the keys switch to a friend, and between a room and a friend", async () => {
  const { ann } = await befriended(chat, "ann-keys", "bo-keys");
  await startRoom(ann.page, chat.url, { name: "Meeting" });
  const title = (words) => ann.page.getByRole("heading", { level: 1, name: words, exact: true }).waitFor();
  await title("Meeting");
  await ann.page.keyboard.press("Control+k");
  await ann.page.getByRole("combobox").fill("bo-k");
  await ann.page.getByRole("option", { name: /bo-keys/ }).waitFor();
  await ann.page.keyboard.press("Enter");
  await title("bo-keys");
  await composer(ann.page).waitFor();
  await ann.page.keyboard.press("Alt+ArrowDown");
  await title("Meeting");
  await ann.page.keyboard.press("Alt+ArrowDown");
  await title("bo-keys");
  assert.equal(new URL(ann.page.url()).pathname, "/dm/bo-keys");
  await lookAway(ann.page);
  const mine = ann.page.getByRole("region", { name: "You are in" });
  await mine.getByRole("link", { name: "Meeting" }).waitFor();
  await mine.getByRole("link", { name: "bo-keys" }).click();
  await title("bo-keys");
});

test("friends: a name in a room opens a card, and from there one asks", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "ann-six");
  await register(bo.page, chat.url, "bo-six");
  const address = await startRoom(ann.page, chat.url, { name: "Meeting" });
  await joinRoom(bo.page, address);
  await bo.page.locator(".roster-side").getByRole("button", { name: "About ann-six" }).click();
  await bo.page.getByRole("button", { name: "Add friend" }).click();
  await bo.page.getByText("You have asked; there is no answer yet.").waitFor();
  await openInbox(ann.page);
  await notice(ann.page, "bo-six asks to be your friend").waitFor();
});

test("friends: a stranger is blocked from the card, and one whom one has asked from the list", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "ann-seven");
  await register(bo.page, chat.url, "bo-seven");
  const address = await startRoom(ann.page, chat.url, { name: "Meeting" });
  await joinRoom(bo.page, address);
  await bo.page.getByRole("button", { name: "About ann-seven" }).click();
  const card = bo.page.getByRole("dialog");
  await card.getByRole("button", { name: "Block" }).click();
  await card.getByText("Blocked by you.").waitFor();
  await card.getByRole("button", { name: "Unblock" }).click();
  await card.getByRole("button", { name: "Add friend" }).click();
  await card.getByText("You have asked; there is no answer yet.").waitFor();
  await bo.page.goto(`${chat.url}/friends`);
  await doTo(bo.page, "ann-seven", "Block");
  await bo.page.getByRole("button", { name: "Block", exact: true }).click();
  await part(bo.page, "Blocked").getByText("ann-seven").waitFor();
  await ann.page.goto(`${chat.url}/friends`);
  await ask(ann.page, "bo-seven");
  await ann.page.getByRole("alert").getByText("Nobody whom you can reach has that name.").waitFor();
});

test("friends: a visitor is told what an account gives", async () => {
  const { page } = await chat.visit();
  await page.goto(`${chat.url}/friends`);
  await page.getByText("With an account you have friends here").waitFor();
  await page.locator("main").getByRole("link", { name: "Create an account" }).click();
  await until("the form", () => page.url().endsWith("/register"));
});

for (const colorScheme of ["light", "dark"]) {
  test(`friends: axe finds nothing on their pages in ${colorScheme}, and a phone shows them without scrolling sideways`, async () => {
    const names = [`ann-${colorScheme}`, `bo-${colorScheme}`];
    const { ann } = await befriended(chat, ...names, { ...phone, colorScheme });
    await ann.page.goto(`${chat.url}/friends`);
    await friend(ann.page, names[1]).waitFor();
    assert.deepEqual(await violations(ann.page), []);
    assert.equal(await sideways(ann.page), 0);
    await ann.page.goto(`${chat.url}/dm/${names[1]}`);
    await composer(ann.page).waitFor();
    await write(ann.page, "hello");
    assert.deepEqual(await violations(ann.page), []);
    assert.equal(await sideways(ann.page), 0);
  });
}
