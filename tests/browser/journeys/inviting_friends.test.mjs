import assert from "node:assert/strict";
import { test } from "node:test";
import { password } from "../kit/accounts.mjs";
import { befriended, bell, notice, openInbox } from "../kit/people.mjs";
import {
  about,
  choose,
  composer,
  joinRoom,
  marked,
  ownName,
  row,
  see,
  startRoom,
  write,
} from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const chat = stage({ "limits.registrations_per_hour": 1000 }, { networkFails: true });

async function invite(page, friend) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Share this room" });
  await sheet.getByRole("button", { name: `Invite ${friend}` }).click();
  await sheet.getByText("Invited", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
}

test("inviting: a friend is let into a room that takes nobody else, from the inbox", async () => {
  const { ann, bo } = await befriended(chat, "ann-hosts", "bo-comes");
  await startRoom(ann.page, chat.url, { name: "By invitation", entry: "invite" });
  await invite(ann.page, "bo-comes");
  await bell(bo.page, 1).waitFor();
  await openInbox(bo.page);
  await notice(bo.page, "ann-hosts invites you to By invitation")
    .getByRole("button", { name: /^Enter/ })
    .click();
  await composer(bo.page).waitFor();
  await write(bo.page, "thank you");
  await see(ann.page, "thank you");
  await openInbox(bo.page);
  assert.equal(await notice(bo.page, "invites you").count(), 0);
});

test("inviting: who only visits an open room may invite, where it is closed only its staff", async () => {
  const { ann, bo } = await befriended(chat, "ann-visits", "bo-follows");
  const host = await chat.visit();
  const address = await startRoom(host.page, chat.url, { name: "Open door" });
  await joinRoom(ann.page, address);
  await invite(ann.page, "bo-follows");
  await openInbox(bo.page);
  await notice(bo.page, "ann-visits invites you to Open door")
    .getByRole("button", { name: /^Enter/ })
    .click();
  await composer(bo.page).waitFor();
  await choose(host.page, "Settings of the room");
  await host.page
    .getByRole("button", { name: "Lock the room" })
    .or(host.page.getByLabel(/Lock/))
    .first()
    .click();
  await row(ann.page, "The owner locked the room");
  await ann.page.getByRole("button", { name: "Share", exact: true }).click();
  await ann.page.getByText(/Just now the room is locked/).waitFor();
  assert.equal(await ann.page.getByRole("heading", { name: "Invite a friend" }).count(), 0);
});

test("ownership: a user gives the room away with the password; a wrong one is told beside it and nothing is lost", async () => {
  const { ann } = await befriended(chat, "ann-owns", "bo-helps");
  const guest = await chat.visit();
  const address = await startRoom(ann.page, chat.url, { name: "Given away" });
  await joinRoom(guest.page, address);
  const name = await ownName(guest.page);
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "Offer the room" }).click();
  const form = ann.page.getByRole("form", { name: "Offer the room" });
  const field = form.getByLabel("Password of your account");
  await field.and(ann.page.locator(":focus")).waitFor();
  await field.fill("not the right one");
  await ann.page.keyboard.press("Enter");
  await form.getByRole("alert").waitFor();
  assert.equal(await field.inputValue(), "not the right one");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill(password);
  await form.getByRole("button", { name: "Offer the room" }).click();
  await guest.page.getByRole("button", { name: "Accept" }).click();
  await marked(ann.page, "owner").filter({ hasText: name }).waitFor();
});
