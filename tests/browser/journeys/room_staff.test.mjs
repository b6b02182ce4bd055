import assert from "node:assert/strict";
import { test } from "node:test";
import {
  about,
  act,
  choose,
  composer,
  joinRoom,
  message,
  ownName,
  row,
  see,
  vanish,
  write,
} from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage({ "rooms.per_guest": 5 }, { networkFails: true });

test("owner at work: who is muted is told so, keeps the draft, and may write again afterwards", async () => {
  const { ann, bo, name } = await chat.annAndBo();
  await composer(bo.page).fill("half a thought");
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "1 hour" }).click();
  await row(bo.page, `The owner muted ${name}`);
  await bo.page.getByText(/You are muted. You can write again in/).waitFor();
  await composer(bo.page).press("Enter");
  assert.equal(await composer(bo.page).inputValue(), "half a thought");
  await card.getByRole("button", { name: "End the mute" }).click();
  await row(bo.page, `${name} may write again`);
  await composer(bo.page).press("Enter");
  await see(ann.page, "half a thought");
});

test("owner at work: who is sent out sees it at once, nothing stays on the page, and is told when to come back", async () => {
  const { ann, bo, name } = await chat.annAndBo({ listed: true });
  await write(ann.page, "between us");
  await see(bo.page, "between us");
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "Send out for a while" }).click();
  await card.getByRole("button", { name: "Send out" }).click();
  await bo.page.getByRole("heading", { name: "You were sent out of this room" }).waitFor();
  assert.ok(!(await bo.page.content()).includes("between us"));
  await row(ann.page, `The owner sent ${name} out`);
  await bo.page.getByRole("button", { name: "Try again" }).click();
  await bo.page.getByText(/You can try again in/).waitFor();
});

test("owner at work: a ban holds over a reload, stands in the list, and can be lifted", async () => {
  const { ann, bo, name, address } = await chat.annAndBo({ listed: true });
  await write(bo.page, "something rude");
  await see(ann.page, "something rude");
  await act(ann.page, "something rude", `About ${name}`);
  const card = ann.page.getByRole("dialog", { name });
  await card.getByRole("button", { name: "Ban from the room" }).click();
  await card.getByRole("button", { name: "Ban", exact: true }).click();
  await bo.page.getByRole("heading", { name: "You may not enter this room" }).waitFor();
  await bo.page.goto(address);
  await bo.page.getByRole("button", { name: "Join" }).click();
  await bo.page.getByRole("heading", { name: "You may not enter this room" }).waitFor();
  await choose(ann.page, "Banned people");
  await ann.page.getByRole("button", { name: `Lift the ban of ${name}` }).click();
  await ann.page.getByText("Nobody is banned.").waitFor();
  await ann.page.keyboard.press("Escape");
  await row(ann.page, `The owner lifted the ban of ${name}`);
  await joinRoom(bo.page, address);
});

test("owner at work: in a voiced room only those with voice write", async () => {
  const { ann, bo, name } = await chat.annAndBo({ voiced: true });
  await bo.page.getByText(/Only people with voice write here/).waitFor();
  await write(ann.page, "welcome");
  await message(bo.page, "welcome").hover();
  assert.equal(await message(bo.page, "welcome").getByRole("button", { name: "React" }).count(), 0);
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "Give voice" }).click();
  await row(bo.page, `gave ${name} voice`);
  await write(bo.page, "thank you");
  await see(ann.page, "thank you");
});

test("owner at work: slow mode says how long to wait, and spares the owner", async () => {
  const { ann, bo } = await chat.annAndBo({ slow: 5000 });
  await write(bo.page, "one");
  await see(ann.page, "one");
  await composer(bo.page).fill("two");
  await bo.page.getByText(/Slow mode: your next message can go in/).waitFor();
  assert.equal(await bo.page.getByRole("button", { name: "Send" }).isDisabled(), true);
  await bo.page.getByText(/Slow mode: your next/).waitFor({ state: "detached" });
  await composer(bo.page).press("Enter");
  await see(ann.page, "two");
  await write(ann.page, "a");
  await write(ann.page, "b");
  await see(bo.page, "b");
});

test("owner at work: a moderator deletes and pins, but is offered nothing against the owner", async () => {
  const { ann, bo, name } = await chat.annAndBo();
  const owner = await ownName(ann.page);
  await write(ann.page, "by the owner");
  await see(bo.page, "by the owner");
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "Make moderator" }).click();
  await row(bo.page, `made ${name} a moderator`);
  const theirs = await about(bo.page, owner);
  assert.equal(await theirs.getByRole("button", { name: /Mute|Ban|Send out|moderator|Offer/ }).count(), 0);
  await bo.page.keyboard.press("Escape");
  await act(bo.page, "by the owner", "Pin");
  await ann.page.getByRole("group", { name: "Pinned message" }).getByText("by the owner").waitFor();
  await row(ann.page, "A moderator pinned a message");
  await act(bo.page, "by the owner", "Delete");
  await bo.page
    .getByRole("group", { name: "Delete this message?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await ann.page.keyboard.press("Escape");
  await vanish(ann.page, "by the owner");
  assert.equal(await ann.page.getByRole("group", { name: "Pinned message" }).count(), 0);
});

test("owner at work: settings change for everybody, and a shorter message life counts at once", async () => {
  const { ann, bo } = await chat.annAndBo({ messageLife: "24h" });
  await write(ann.page, "said before");
  await see(bo.page, "said before");
  await choose(ann.page, "Settings of the room");
  const dialog = ann.page.getByRole("dialog", { name: "Settings of the room" });
  await dialog.getByLabel("Name", { exact: true }).fill("Another name");
  await dialog.getByLabel("Each message is kept").selectOption("5m");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("button", { name: "Saved" }).waitFor();
  await bo.page.getByRole("heading", { level: 1, name: "Another name" }).waitFor();
  await row(bo.page, "changed how long messages are kept");
  const ring = message(bo.page, "said before").locator(".ring title");
  const gone = await until("a title", () => ring.textContent());
  const hours = new Date(Date.now() + 6 * 60_000);
  assert.ok(gone && hours, "the ring tells the new end");
  await bo.page.getByText("messages last 5 minutes").waitFor();
});
