import assert from "node:assert/strict";
import { test } from "node:test";
import { sideways, unreachable } from "../kit/looks.mjs";
import { attach, photo } from "../kit/photo.mjs";
import { choose, composer, message, see, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

// A window of 1280x800 at 200 %: half as many CSS pixels, each twice as large.
const chat = stage(
  { "rooms.per_guest": 5 },
  { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, networkFails: true },
);

async function fits(page, what) {
  assert.equal(await sideways(page), 0, `${what} is no wider than the window`);
  assert.deepEqual(await unreachable(page), [], `${what}: everything can be reached`);
}

const onScreen = async (locator, what) => {
  const box = await locator.boundingBox();
  assert.ok(box && box.y >= 0 && box.y + box.height <= 400, `${what} is on screen: ${JSON.stringify(box)}`);
};

test("zoom: at 200 % the start page, its choices and a door fit, and everything can be reached", async () => {
  const ann = await chat.visit();
  await ann.page.goto(chat.url);
  await ann.page.getByRole("heading", { name: "Public rooms" }).waitFor();
  await fits(ann.page, "the start page");
  await ann.page.getByText("Name, lifetime, who can come in").click();
  await fits(ann.page, "the choices");
  await ann.page.goto(`${chat.url}/r/${"0".repeat(17)}`);
  await ann.page.getByRole("button", { name: "Knock" }).waitFor();
  await fits(ann.page, "a door");
});

test("zoom: at 200 % a room at work fits, with each of its dialogs and every act in it", async () => {
  const { ann, bo, name } = await chat.annAndBo({ name: "A".repeat(48), topic: "b".repeat(160) });
  const { page } = ann;
  const done = () => page.keyboard.press("Escape");
  await write(page, `**A word**: https://a.example/${"long/".repeat(40)}`);
  await see(bo.page, "A word");
  await fits(page, "the room");
  await onScreen(composer(page), "the text field");
  await message(page, "A word").focus();
  await fits(page, "what one can do with a message");
  await page.getByRole("button", { name: "Settings of this page" }).click();
  await fits(page, "the menu");
  await done();
  for (const item of ["Settings of the room", "Banned people", "Change your name", "Keys"]) {
    await choose(page, item);
    await page.getByRole("dialog").waitFor();
    await fits(page, item);
    await done();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("img", { name: "QR code of the link" }).waitFor();
  await fits(page, "the share sheet");
  await done();
  await page.getByRole("button", { name: /here, show them/ }).click();
  await page.getByRole("button", { name: `About ${name}` }).click();
  await page.getByRole("button", { name: "Ban from the room" }).waitFor();
  await fits(page, "somebody's card");
  await page.getByRole("button", { name: "Offer the room" }).click();
  await page.getByRole("button", { name: "Cancel the offer" }).waitFor();
  await message(page, "A word").hover();
  await message(page, "A word").getByRole("button", { name: "Pin" }).click();
  await page.getByRole("group", { name: "Pinned message" }).waitFor();
  await choose(page, "Find in this room");
  await attach(page, await photo(page));
  await page.getByLabel("Description, for those who cannot see it").waitFor();
  await composer(page).fill("line\n".repeat(12));
  await onScreen(composer(page), "the text field");
  await fits(page, "a room with everything open at once");
  const log = await page.locator(".log").boundingBox();
  assert.ok(log && log.height >= 60, `something of the log stays to be read: ${log?.height} px`);
});
