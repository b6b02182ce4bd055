import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, composer, joinRoom, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const chat = stage();

test("closing: both screens count down with the reason, then hold nothing of the room", async () => {
  const ann = await chat.visit({ networkFails: true });
  const bo = await chat.visit({ networkFails: true });
  const address = await startRoom(ann.page, chat.url);
  await joinRoom(bo.page, address);
  await write(ann.page, "the last words");
  await see(bo.page, "the last words");
  await composer(bo.page).fill("a draft of the end");
  await choose(ann.page, "Settings of the room");
  await ann.page.getByRole("button", { name: "Close the room" }).click();
  const dialog = ann.page.getByRole("dialog", { name: "Close this room" });
  await dialog.getByLabel("Why, if you want to say it").fill("The evening is over");
  await dialog.getByRole("button", { name: "Close the room" }).click();
  for (const { page } of [ann, bo]) {
    const banner = page.getByRole("alert").filter({ hasText: "The evening is over" });
    await banner.getByText(/in \d+ s/).waitFor();
  }
  for (const { page } of [ann, bo]) {
    await page.getByRole("heading", { name: "This room has ended" }).waitFor();
    await page.getByText("“The evening is over”").waitFor();
    const html = await page.content();
    assert.ok(!html.includes("the last words") && !html.includes("a draft of the end"));
    assert.deepEqual(await page.evaluate(() => ({ ...sessionStorage })), {});
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  }
  const late = await chat.visit({ networkFails: true });
  await late.page.goto(address);
  await late.page.getByRole("heading", { name: "This room has ended" }).waitFor();
});
