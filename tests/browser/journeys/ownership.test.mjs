import assert from "node:assert/strict";
import { test } from "node:test";
import { about, choose, marked, row } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const chat = stage();

async function offered() {
  const all = await chat.annAndBo();
  const { ann, bo, name } = all;
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "Offer the room" }).click();
  await ann.page.getByText(`You offered this room to ${name}`).waitFor();
  await bo.page.getByText("The owner offers you this room.").waitFor();
  return all;
}

test("ownership: who accepts runs the room, the old owner becomes a moderator, in one step", async () => {
  const { ann, bo, owner, name } = await offered();
  await bo.page.getByRole("button", { name: "Accept" }).click();
  for (const { page } of [ann, bo]) {
    await row(page, `${name} took over the room`);
    assert.equal(await marked(page, "owner").count(), 1);
    await page.locator(".roster-side .member").filter({ hasText: owner }).getByText("moderator").waitFor();
  }
  await ann.page.getByText("You offered this room to").waitFor({ state: "detached" });
  await choose(bo.page, "Settings of the room");
  await bo.page.getByRole("button", { name: "Close the room" }).waitFor();
  await ann.page.getByRole("button", { name: "Settings of this page" }).click();
  await ann.page.getByRole("button", { name: "Lock and slow mode" }).waitFor();
});

test("ownership: a declined offer changes nothing", async () => {
  const { ann, bo, owner } = await offered();
  await bo.page.getByRole("button", { name: "Decline" }).click();
  for (const { page } of [ann, bo]) {
    await row(page, "The offer was declined");
    await marked(page, "owner").filter({ hasText: owner }).waitFor();
  }
});

test("ownership: the owner takes the offer back", async () => {
  const { ann, bo } = await offered();
  await ann.page.getByRole("button", { name: "Cancel the offer" }).click();
  await row(bo.page, "The offer was cancelled");
  await bo.page.getByText("The owner offers you this room.").waitFor({ state: "detached" });
});

test("ownership: the next owner is named, marked in the list, and can be unnamed", async () => {
  const { ann, bo, name } = await offered();
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "Name as the next owner" }).click();
  await row(bo.page, `${name} is named as the next owner`);
  await bo.page.locator(".roster-side .member").filter({ hasText: name }).getByText("next owner").waitFor();
  await card.getByRole("button", { name: "No longer the next owner" }).click();
  await row(bo.page, "Nobody is named as the next owner any more");
});
