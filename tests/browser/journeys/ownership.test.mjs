import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { about, choose, joinRoom, ownName, row, startRoom } from "../kit/room.mjs";
import { startServer } from "../kit/server.mjs";
import { startBrowser, visitor } from "../kit/visitors.mjs";

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function offered(run) {
  const ann = await visitor(browser, server.url);
  const bo = await visitor(browser, server.url);
  const address = await startRoom(ann.page, server.url);
  await joinRoom(bo.page, address);
  const [owner, name] = [await ownName(ann.page), await ownName(bo.page)];
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "Offer the room" }).click();
  await ann.page.getByText(`You offered this room to ${name}`).waitFor();
  await bo.page.getByText("The owner offers you this room.").waitFor();
  await run({ ann, bo, owner, name });
  await bo.leave();
  await ann.leave();
}

const owners = (page) =>
  page.locator(".roster-side .member").filter({ has: page.locator(".note", { hasText: /^owner/ }) });

test("ownership: who accepts runs the room, the old owner becomes a moderator, in one step", async () => {
  await offered(async ({ ann, bo, owner, name }) => {
    await bo.page.getByRole("button", { name: "Accept" }).click();
    for (const { page } of [ann, bo]) {
      await row(page, `${name} took over the room`);
      assert.equal(await owners(page).count(), 1);
      await page.locator(".roster-side .member").filter({ hasText: owner }).getByText("moderator").waitFor();
    }
    await ann.page.getByText("You offered this room to").waitFor({ state: "detached" });
    await choose(bo.page, "Settings of the room");
    await bo.page.getByRole("button", { name: "Close the room" }).waitFor();
    await ann.page.getByRole("button", { name: "Settings of this page" }).click();
    await ann.page.getByRole("button", { name: "Lock and slow mode" }).waitFor();
  });
});

test("ownership: a declined offer changes nothing", async () => {
  await offered(async ({ ann, bo, owner }) => {
    await bo.page.getByRole("button", { name: "Decline" }).click();
    for (const { page } of [ann, bo]) {
      await row(page, "The offer was declined");
      await owners(page).filter({ hasText: owner }).waitFor();
    }
  });
});

test("ownership: the owner takes the offer back", async () => {
  await offered(async ({ ann, bo }) => {
    await ann.page.getByRole("button", { name: "Cancel the offer" }).click();
    await row(bo.page, "The offer was cancelled");
    await bo.page.getByText("The owner offers you this room.").waitFor({ state: "detached" });
  });
});

test("ownership: the next owner is named, marked in the list, and can be unnamed", async () => {
  await offered(async ({ ann, bo, name }) => {
    const card = await about(ann.page, name);
    await card.getByRole("button", { name: "Name as the next owner" }).click();
    await row(bo.page, `${name} is named as the next owner`);
    await bo.page.locator(".roster-side .member").filter({ hasText: name }).getByText("next owner").waitFor();
    await card.getByRole("button", { name: "No longer the next owner" }).click();
    await row(bo.page, "Nobody is named as the next owner any more");
  });
});
