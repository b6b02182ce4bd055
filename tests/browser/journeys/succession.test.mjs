import assert from "node:assert/strict";
import { test } from "node:test";
import {
  about,
  act,
  choose,
  joinRoom,
  leaveRoom,
  marked,
  message,
  ownName,
  row,
  see,
  write,
} from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

// Short enough to wait for: how long an offer stands, how long an owner who left stays the owner, and how long
// somebody whose network is gone is away and not yet left.
const chat = stage({ "rooms.offer_s": 3, "rooms.owner_grace_s": 2, "rooms.away_s": 1 });

/** Ann owns a room; Bo and, longer in it than anybody after, Cy are inside. */
async function three() {
  const all = await chat.annAndBo();
  const cy = await chat.visit();
  await joinRoom(cy.page, all.address);
  return { ...all, cy, third: await ownName(cy.page) };
}

/** The room goes to `name`; everybody left says so, and only the one who runs it now can close it. */
async function goesTo(name, owner, others) {
  for (const { page } of [owner, ...others]) {
    await row(page, `The owner is gone; the room went to ${name}`);
    await marked(page, "owner").filter({ hasText: name }).waitFor();
    assert.equal(await marked(page, "owner").count(), 1);
  }
  await owner.page.getByText("You own this room now").first().waitFor();
  for (const { page } of others) assert.equal(await page.getByText("You own this room now").count(), 0);
  await choose(owner.page, "Settings of the room");
  await owner.page.getByRole("button", { name: "Close the room" }).waitFor();
}

test("ownership: an offer that nobody answers runs out on both screens and changes nothing", async () => {
  const { ann, bo, owner, name } = await chat.annAndBo();
  await (await about(ann.page, name)).getByRole("button", { name: "Offer the room" }).click();
  await bo.page.getByRole("button", { name: "Accept" }).waitFor();
  for (const { page } of [ann, bo]) {
    await row(page, "The offer of the room ran out");
    await page.getByRole("button", { name: /Accept|Cancel the offer/ }).waitFor({ state: "detached" });
    await marked(page, "owner").filter({ hasText: owner }).waitFor();
  }
  await (await about(ann.page, name)).getByRole("button", { name: "Offer the room" }).waitFor();
});

test("ownership: the owner leaves, and the one who was named gets the room, not the moderator", async () => {
  const { ann, bo, cy, name, third } = await three();
  await (await about(ann.page, name)).getByRole("button", { name: "Make moderator" }).click();
  await row(cy.page, `made ${name} a moderator`);
  await ann.page.keyboard.press("Escape");
  await (await about(ann.page, third)).getByRole("button", { name: "Name as the next owner" }).click();
  await row(bo.page, `${third} is named as the next owner`);
  await ann.page.keyboard.press("Escape");
  await leaveRoom(ann.page);
  await goesTo(third, cy, [bo]);
  await write(bo.page, "can the new owner delete this?");
  await see(cy.page, "can the new owner");
  await cy.page.keyboard.press("Escape");
  await act(cy.page, "can the new owner", "Delete");
  await cy.page
    .getByRole("group", { name: "Delete this message?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await message(bo.page, "can the new owner").waitFor({ state: "detached" });
});

test("ownership: the owner leaves and named nobody: the moderator gets the room, not who came first", async () => {
  const { ann, bo, cy, third } = await three();
  await (await about(ann.page, third)).getByRole("button", { name: "Make moderator" }).click();
  await row(bo.page, `made ${third} a moderator`);
  await ann.page.keyboard.press("Escape");
  await leaveRoom(ann.page);
  await goesTo(third, cy, [bo]);
});

test("ownership: the owner closes the browser; after the grace the longest there gets the room", async () => {
  const { ann, bo, cy, owner, name } = await three();
  await ann.leave();
  await bo.page.locator(".member.away").filter({ hasText: owner }).waitFor();
  await row(cy.page, `${owner} left`);
  await goesTo(name, bo, [cy]);
});

test("ownership: an owner who comes back within the grace still owns the room", async () => {
  const { ann, bo, address, owner } = await chat.annAndBo();
  await leaveRoom(ann.page);
  await row(bo.page, `${owner} left`);
  await joinRoom(ann.page, address);
  for (const { page } of [ann, bo]) await marked(page, "owner").filter({ hasText: owner }).waitFor();
});
