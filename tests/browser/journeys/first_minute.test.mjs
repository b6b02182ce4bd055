import assert from "node:assert/strict";
import { test } from "node:test";
import { composer, joinRoom, see, startRoom, texts, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const chat = stage();

test("first minute: looking at the start page and at a room leaves no trace", async () => {
  const owner = await chat.visit();
  const address = await startRoom(owner.page, chat.url);
  const looker = await chat.visit();
  let sockets = 0;
  looker.page.on("websocket", () => (sockets += 1));
  await looker.page.goto(chat.url);
  await looker.page.getByRole("heading", { name: "Public rooms" }).waitFor();
  await looker.page.goto(address);
  await looker.page.getByRole("button", { name: "Join" }).waitFor();
  assert.deepEqual(await looker.context.cookies(), []);
  assert.equal(sockets, 0);
  const stored = await looker.page.evaluate(() => ({ ...localStorage, ...sessionStorage }));
  assert.deepEqual(stored, {});
});

test("first minute: one starts a room in one click, another joins by its link, and they talk", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  const address = await startRoom(ann.page, chat.url);
  assert.match(address, /\/r\/[0-9A-Za-z]{17}$/);

  const started = Date.now();
  await joinRoom(bo.page, address);
  await write(bo.page, "hello from Bo");
  await see(ann.page, "hello from Bo");
  assert.ok(Date.now() - started < 10_000, "from the link to the first message in 10 s");

  await composer(ann.page).fill("hello");
  await composer(ann.page).press("Shift+Enter");
  await composer(ann.page).pressSequentially("from Ann");
  await composer(ann.page).press("Enter");
  await see(bo.page, "from Ann");
  assert.deepEqual(await texts(bo.page), ["hello from Bo", "hello\nfrom Ann"]);
  assert.deepEqual(await texts(ann.page), await texts(bo.page));
  assert.equal(await ann.page.locator(".outgoing").count(), 0, "nothing is left on its way");

  await ann.page.getByRole("heading", { name: "2 people here" }).waitFor();
  assert.ok((await ann.page.locator(".roster-side").textContent()).includes("guest"));
});

test("first minute: a new name is seen by others at once, and a bad one is explained", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  await joinRoom(bo.page, await startRoom(ann.page, chat.url));
  await bo.page.locator(".roster-side").getByRole("button", { name: "Change your name" }).click();
  const field = bo.page.getByLabel("What others see");
  await field.fill("Bo\u202egnol");
  await bo.page.getByRole("button", { name: "Save" }).click();
  await bo.page.getByRole("alert").waitFor();
  await field.fill("Bo the Second");
  await bo.page.getByRole("button", { name: "Save" }).click();
  await field.waitFor({ state: "detached" });
  await ann.page.locator(".roster-side").getByText("Bo the Second").waitFor();
  await ann.page.getByText("is now Bo the Second").waitFor();
});

test("first minute: a listed room is found in the directory, and its head count is live", async () => {
  const ann = await chat.visit();
  const name = `Directory ${Date.now()}`;
  const address = await startRoom(ann.page, chat.url, { name, listed: true });
  const watcher = await chat.visit();
  await startRoom(watcher.page, chat.url);
  await watcher.page.getByRole("link", { name: /Start page/ }).click();
  await watcher.page.getByLabel("Search public rooms").fill(name);
  const line = watcher.page.getByRole("link", { name });
  await line.waitFor();
  await line.getByText("1 person").waitFor({ state: "attached" });
  const bo = await chat.visit();
  await joinRoom(bo.page, address);
  await line.getByText("2 people").waitFor({ state: "attached" });
  await line.click();
  await watcher.page.getByRole("heading", { name }).waitFor();
});

test("first minute: a link that leads nowhere says so", async () => {
  const ann = await chat.visit({ networkFails: true });
  await ann.page.goto(`${chat.url}/r/${"0".repeat(17)}`);
  await ann.page.getByRole("heading", { name: "This room is not open to everybody" }).waitFor();
});

test("first minute: a reload goes straight back into the room, with the draft", async () => {
  const ann = await chat.visit();
  await startRoom(ann.page, chat.url);
  await write(ann.page, "said before");
  await see(ann.page, "said before");
  await composer(ann.page).fill("half a thought");
  await ann.page.reload();
  await see(ann.page, "said before");
  assert.equal(await composer(ann.page).inputValue(), "half a thought");
});

test("first minute: leaving goes back to the start page and out of the room", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  const address = await startRoom(ann.page, chat.url);
  await joinRoom(bo.page, address);
  await bo.page.getByRole("button", { name: "Settings of this page" }).click();
  await bo.page.getByRole("button", { name: "Leave the room" }).click();
  await bo.page.getByRole("button", { name: "Start a room" }).waitFor();
  await ann.page.getByRole("heading", { name: "1 person here" }).waitFor();
  await bo.page.goto(address);
  await bo.page.getByRole("button", { name: "Join" }).waitFor();
});
