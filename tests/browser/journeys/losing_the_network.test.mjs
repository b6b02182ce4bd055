import assert from "node:assert/strict";
import { test } from "node:test";
import { attach, photo, pictures } from "../kit/photo.mjs";
import { banner, comeBack, composer, see, startRoom, texts, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

// Ann is connected directly, Bo over a wire that can be cut.
const chat = stage({ "limits.say_burst": 100 }, { wire: true });
test("losing the network: nothing is lost, nothing comes twice, all in order", async () => {
  const { ann, bo } = await chat.annAndBo();
  await write(ann.page, "before");
  await see(bo.page, "before");
  chat.wire.cut();
  await banner(bo.page).waitFor();
  await write(bo.page, "written without a network");
  await bo.page.getByText("Waiting to be sent").waitFor();
  for (const text of ["missed 1", "missed 2", "missed 3"]) {
    await write(ann.page, text);
    await see(ann.page, text);
  }
  assert.deepEqual(await texts(bo.page), ["before"]);

  chat.wire.mend();
  await comeBack(bo.page);
  await see(ann.page, "written without a network");
  await banner(bo.page).waitFor({ state: "detached" });
  const all = ["before", "missed 1", "missed 2", "missed 3", "written without a network"];
  await until("both see the same", async () => String(await texts(bo.page)) === String(all));
  assert.deepEqual(await texts(ann.page), all);
  assert.equal(await bo.page.locator(".outgoing").count(), 0);
});

test("losing the network: comes back by itself, without the button", async () => {
  const { ann, bo } = await chat.annAndBo();
  chat.wire.cut();
  await banner(bo.page).waitFor();
  await bo.page.getByText(/Next try in \d+ s|Trying now/).waitFor();
  chat.wire.mend();
  await banner(bo.page).waitFor({ state: "detached", timeout: 40_000 });
  await write(bo.page, "back again");
  await see(ann.page, "back again");
});

test("losing the network: a short break shows no banner", async () => {
  const { ann, bo } = await chat.annAndBo();
  await bo.page.evaluate(() => {
    window.banners = 0;
    new MutationObserver(() => {
      window.banners += document.querySelectorAll(".banner").length;
    }).observe(document.body, { childList: true, subtree: true });
  });
  chat.wire.cut();
  chat.wire.mend();
  // The browser's own sign of a network skips the random wait, so that the break stays short.
  await until("connected again", async () => {
    await bo.page.evaluate(() => dispatchEvent(new Event("online")));
    return (
      (await bo.page.locator(".room").count()) === 1 && (await ann.page.locator(".member.away").count()) === 0
    );
  });
  await write(bo.page, "still here");
  await see(ann.page, "still here");
  assert.equal(await bo.page.evaluate(() => window.banners), 0);
});

test("losing the network: others see who is away, and that they are back", async () => {
  const { ann, bo } = await chat.annAndBo();
  chat.wire.cut();
  await ann.page.locator(".member.away").waitFor();
  assert.equal(await ann.page.getByText(/left$/).count(), 0, "away is not gone");
  chat.wire.mend();
  await bo.page.evaluate(() => dispatchEvent(new Event("online")));
  await ann.page.locator(".member.away").waitFor({ state: "detached" });
});

test("losing the network: draft and unsent message survive a reload without a network", async () => {
  const { ann, bo } = await chat.annAndBo();
  await bo.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  chat.wire.cut();
  await banner(bo.page).waitFor();
  await write(bo.page, "unsent at the reload");
  await bo.page.getByText("Waiting to be sent").waitFor();
  await composer(bo.page).fill("half a thought");
  await bo.page.reload();
  await bo.page.getByRole("heading", { name: "No connection" }).waitFor();
  chat.wire.mend();
  await bo.page.getByRole("button", { name: "Try again" }).click();
  await see(ann.page, "unsent at the reload");
  await see(bo.page, "unsent at the reload");
  assert.equal(await composer(bo.page).inputValue(), "half a thought");
  assert.deepEqual(await texts(ann.page), ["unsent at the reload"]);
});

test("losing the network: a restarted server has forgotten everything, and the page says so", async () => {
  const { page } = await chat.visitByWire();
  await startRoom(page, chat.wire.url);
  await write(page, "gone with the server");
  await see(page, "gone with the server");
  await chat.restart();
  await page.getByRole("button", { name: "Go on as a new guest" }).click({ timeout: 40_000 });
  await page.getByRole("heading", { name: "This room has ended" }).waitFor();
  assert.ok(!(await page.content()).includes("gone with the server"));
});

test("losing the network: in the middle of an upload text, draft and picture stay, and go by themselves once it is back", async () => {
  const { ann, bo } = await chat.annAndBo();
  await attach(bo.page, await photo(bo.page));
  await bo.page.getByLabel("Description, for those who cannot see it").fill("The lake");
  chat.wire.hold();
  await write(bo.page, "look, the lake");
  await bo.page.getByRole("progressbar", { name: "Uploading the picture" }).waitFor();
  await composer(bo.page).fill("and this is");
  chat.wire.cut();
  await banner(bo.page).waitFor();
  const unsent = bo.page.locator(".outgoing");
  await unsent.getByText("look, the lake").waitFor();
  await unsent.getByRole("img", { name: "The lake" }).waitFor();
  assert.equal(await composer(bo.page).inputValue(), "and this is");
  assert.deepEqual(await texts(ann.page), []);

  chat.wire.mend();
  await comeBack(bo.page);
  await see(ann.page, "look, the lake");
  await pictures(ann.page).waitFor();
  await until("nothing is left on its way", async () => (await unsent.count()) === 0);
  assert.deepEqual(await texts(ann.page), ["look, the lake"]);
  assert.equal(await composer(bo.page).inputValue(), "and this is");
});
