import assert from "node:assert/strict";
import { test } from "node:test";
import { act, composer, message, see, texts, vanish, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const messageLifeS = 5;
const roomLifeS = 12;
const chat = stage({
  "rooms.life_5m_s": messageLifeS,
  "rooms.life_1h_s": roomLifeS,
  "rooms.per_guest": 20,
  "limits.say_burst": 100,
});

test("message: Up edits the last one, and everybody sees the new text", async () => {
  const { ann, bo } = await chat.annAndBo({ messageLife: "24h" });
  await write(ann.page, "teh first");
  await see(bo.page, "teh first");
  await composer(ann.page).press("ArrowUp");
  const field = ann.page.getByRole("textbox", { name: "Edit message" });
  await until("the text to edit", async () => (await field.inputValue()) === "teh first");
  await field.fill("the first");
  await field.press("Enter");
  await see(bo.page, "the first");
  assert.deepEqual(await texts(bo.page), ["the first"]);
  await message(bo.page, "the first").getByText("edited").waitFor();

  await composer(ann.page).press("ArrowUp");
  await field.press("Escape");
  await composer(ann.page).waitFor();
  assert.equal(await composer(ann.page).inputValue(), "");
});

test("message: only the author is offered to edit and delete it, and it is gone for everyone", async () => {
  const { ann, bo } = await chat.annAndBo({ messageLife: "24h" });
  await write(ann.page, "to be deleted");
  await see(bo.page, "to be deleted");
  await message(bo.page, "to be deleted").hover();
  await bo.page.getByRole("button", { name: "React" }).waitFor();
  assert.equal(await bo.page.getByRole("button", { name: "Delete" }).count(), 0);
  await act(ann.page, "to be deleted", "Delete");
  await ann.page
    .getByRole("group", { name: "Delete this message?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await vanish(bo.page, "to be deleted");
  await vanish(ann.page, "to be deleted");
  assert.ok(!(await bo.page.content()).includes("to be deleted"));
});

test("message: reactions are counted, shown as one's own, and taken back", async () => {
  const { ann, bo } = await chat.annAndBo({ messageLife: "24h" });
  await write(ann.page, "like it?");
  await see(bo.page, "like it?");
  await act(bo.page, "like it?", "React");
  await bo.page.getByRole("button", { name: "Heart" }).click();
  const heart = (page) => page.locator(".reaction").filter({ hasText: "❤️" });
  await heart(ann.page).click();
  await until("two hearts", async () => (await heart(bo.page).textContent()).includes("2"));
  assert.equal(await heart(bo.page).getAttribute("aria-pressed"), "true");
  await heart(bo.page).click();
  await until("one heart", async () => (await heart(ann.page).textContent()).includes("1"));
  await until("not one's own", async () => (await heart(bo.page).getAttribute("aria-pressed")) === "false");

  await act(bo.page, "like it?", "React");
  await bo.page.getByLabel("Any other emoji, then Enter").fill("🦦");
  await bo.page.getByLabel("Any other emoji, then Enter").press("Enter");
  await ann.page.locator(".reaction").filter({ hasText: "🦦" }).waitFor();
  await act(bo.page, "like it?", "React");
  await bo.page.getByLabel("Any other emoji, then Enter").fill("no emoji");
  await bo.page.getByLabel("Any other emoji, then Enter").press("Enter");
  await bo.page.getByRole("alert").waitFor();
});

test("message: typing is shown, and not when it is switched off", async () => {
  const { ann, bo } = await chat.annAndBo({ messageLife: "24h" });
  await composer(bo.page).pressSequentially("so");
  await ann.page.getByText(/is typing…/).waitFor();
  await ann.page.getByText(/is typing…/).waitFor({ state: "detached", timeout: 15_000 });
  await bo.page.getByRole("button", { name: "Settings of this page" }).click();
  await bo.page.getByLabel("Show others when I type").uncheck();
  await bo.page.keyboard.press("Escape");
  await bo.page.evaluate(() => {
    window.sent = [];
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (raw) {
      window.sent.push(JSON.parse(raw).t);
      send.call(this, raw);
    };
  });
  await composer(bo.page).pressSequentially(" what");
  await composer(bo.page).press("Enter");
  await see(ann.page, "so what");
  assert.deepEqual(await bo.page.evaluate(() => window.sent), ["say"]);
});

test("message: at the end of its life it leaves every page within a second", async () => {
  const { ann, bo } = await chat.annAndBo({ messageLife: "5m" });
  // Measured inside the page, so that a busy test machine does not count as the page's slowness.
  const lived = bo.page.evaluate(
    () =>
      new Promise((resolve) => {
        let since = 0;
        new MutationObserver(() => {
          const shown = document.querySelector(".log")?.textContent?.includes("short-lived") ?? false;
          if (shown && since === 0) since = performance.now();
          if (!shown && since > 0) resolve(performance.now() - since);
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
  await write(ann.page, "short-lived");
  const ms = await lived;
  await vanish(ann.page, "short-lived");
  assert.ok(ms >= messageLifeS * 1000 - 1_000, `gone after ${ms} ms`);
  assert.ok(ms <= messageLifeS * 1000 + 1_000, `gone after ${ms} ms`);
  for (const { page } of [ann, bo]) {
    await until("no copy anywhere in the page", async () => !(await page.content()).includes("short-lived"));
  }
});

test("message: what is refused stays, with the reason and a way to change it", async () => {
  const { ann } = await chat.annAndBo({ messageLife: "24h" });
  // What the page itself would not send: the server has to refuse it.
  await ann.page.evaluate(() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (raw) {
      send.call(this, String(raw).replace("REFUSE", "\\u0007"));
    };
  });
  await write(ann.page, "please REFUSE this");
  await ann.page.getByText(/^Not sent:/).waitFor();
  await ann.page.getByRole("button", { name: "Change", exact: true }).click();
  const back = async () => (await composer(ann.page).inputValue()) === "please REFUSE this";
  await until("the text is back in the field", back);
  await composer(ann.page).fill("please take this");
  await composer(ann.page).press("Enter");
  await see(ann.page, "please take this");
});

test("message: what comes while one reads above is counted, and jumping shows it", async () => {
  const { ann, bo } = await chat.annAndBo({ messageLife: "24h" });
  for (let n = 0; n < 30; n += 1) await write(ann.page, `line ${n}`);
  await see(bo.page, "line 29");
  await bo.page.locator(".log").evaluate((log) => (log.scrollTop = 0));
  await bo.page.getByRole("button", { name: "Latest" }).waitFor();
  await write(ann.page, "news 1");
  await write(ann.page, "news 2");
  await bo.page.getByRole("button", { name: "2 new" }).waitFor();
  assert.match(await bo.page.title(), /^\(2\) /);
  assert.equal(await bo.page.locator(".log").evaluate((log) => log.scrollTop), 0, "the view does not move");
  await bo.page.getByRole("button", { name: "2 new" }).click();
  await until("the newest is on screen", () => message(bo.page, "news 2").isVisible());
  await bo.page.locator(".unread-row").waitFor();
  await until("nothing is unread", async () => !(await bo.page.title()).startsWith("("));
});

test("room: at its end the page erases everything and says so", async () => {
  const { ann, bo } = await chat.annAndBo({ life: "1h", messageLife: "1h" });
  await write(ann.page, "until the end");
  await see(bo.page, "until the end");
  await composer(bo.page).fill("a draft of the end");
  for (const { page } of [ann, bo]) {
    await page
      .getByRole("heading", { name: "This room has ended" })
      .waitFor({ timeout: (roomLifeS + 10) * 1000 });
    assert.ok(!(await page.content()).includes("until the end"));
    assert.deepEqual(await page.evaluate(() => ({ ...sessionStorage })), {});
  }
});
