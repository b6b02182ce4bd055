import assert from "node:assert/strict";
import { test } from "node:test";
import { sideways, smallTargets } from "../kit/looks.mjs";
import { composer, joinRoom, see, startRoom, texts, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { phone } from "../kit/visitors.mjs";

const chat = stage();

for (const width of [390, 320]) {
  test(`phone: start page and room fit ${width} px, and nothing is too small to press`, async () => {
    const ann = await chat.visit({ ...phone, viewport: { width, height: 740 } });
    const name = "A room whose name is as long as names may be, 48";
    await startRoom(ann.page, chat.url, { name, topic: "x".repeat(160) });
    await write(ann.page, `https://example.org/${"a-very-long-address/".repeat(12)}`);
    await see(ann.page, "a-very-long-address");
    assert.equal(await sideways(ann.page), 0, "the room");
    assert.deepEqual(await smallTargets(ann.page), []);
    const title = ann.page.getByRole("heading", { level: 1 });
    assert.equal(await title.textContent(), name);
    const field = await composer(ann.page).boundingBox();
    assert.ok(field && field.y + field.height <= 740, "the composer is on screen");
    await ann.page.goto(chat.url);
    await ann.page.getByText("Name, lifetime, who can come in").click();
    assert.equal(await sideways(ann.page), 0, "the start page");
    assert.deepEqual(await smallTargets(ann.page), []);
  });
}

test("phone: Enter makes a new line, the button sends", async () => {
  const ann = await chat.visit(phone);
  await startRoom(ann.page, chat.url);
  await composer(ann.page).tap();
  await composer(ann.page).pressSequentially("one");
  await composer(ann.page).press("Enter");
  await composer(ann.page).pressSequentially("two");
  assert.equal(await composer(ann.page).inputValue(), "one\ntwo");
  await ann.page.getByRole("button", { name: "Send" }).tap();
  await see(ann.page, "two");
  assert.deepEqual(await texts(ann.page), ["one\ntwo"]);
});

test("phone: the roster is a drawer, and a tap on a message shows what one can do", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit(phone);
  const address = await startRoom(ann.page, chat.url);
  await joinRoom(bo.page, address);
  await write(ann.page, "tap me");
  await see(bo.page, "tap me");
  await bo.page.getByRole("button", { name: "2 people here, show them" }).tap();
  await bo.page.getByRole("dialog", { name: "2 people here" }).waitFor();
  await bo.page.getByRole("button", { name: "Close" }).tap();
  await bo.page.getByRole("dialog").waitFor({ state: "detached" });
  await bo.page.getByText("tap me").tap();
  await bo.page.getByRole("button", { name: "React" }).tap();
  await bo.page.getByRole("button", { name: "Thumbs up" }).tap();
  await ann.page.locator(".reaction").waitFor();
});

test("phone: the page can be installed", async () => {
  const ann = await chat.visit(phone);
  await ann.page.goto(chat.url);
  const manifest = await ann.page.evaluate(async () => {
    const link = document.querySelector("link[rel=manifest]");
    return (await fetch(link.href)).json();
  });
  assert.equal(manifest.display, "standalone");
  for (const icon of manifest.icons) {
    const loaded = await ann.page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return image.naturalWidth;
    }, icon.src);
    assert.ok(icon.sizes === "any" || icon.sizes === `${loaded}x${loaded}`, icon.src);
  }
});
