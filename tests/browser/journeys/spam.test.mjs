import assert from "node:assert/strict";
import { test } from "node:test";
import { composer, row, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

// Spam as people meet it: from the seat of those who are bothered, of the one who bothers, and of somebody who only has to
// show that they are no machine. The rules are the shipped ones, with shorter times.

const chat = stage(
  {
    "limits.duplicate_s": 60,
    "limits.guest_links_s": 120,
    "limits.strikes_proof": 2,
    "limits.strikes_mute": 4,
    "limits.strikes_ban": 6,
    "limits.strike_mute_s": 2,
    "security.proof_session": true,
    "security.proof_register": true,
  },
  { networkFails: true },
);

const failed = (page) => page.locator(".failed");
const discard = async (page) => {
  await failed(page).getByRole("button", { name: "Discard" }).click();
  await failed(page).waitFor({ state: "detached" });
};

/** Says it, and takes it away again once it was refused. */
async function refusedWith(page, text, words) {
  await write(page, text);
  await failed(page).filter({ hasText: words }).waitFor();
  await discard(page);
}

/** How often the page showed what it does while it solves, counted in the page itself. */
const watchChecking = (context) =>
  context.addInitScript(() => {
    globalThis.checked = 0;
    new MutationObserver(() => {
      const line = document.querySelector(".proof-line");
      if (line && !globalThis.checking) globalThis.checked += 1;
      globalThis.checking = line !== null;
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });

test("spam: the victim sees each thing once, no link, and how the server mutes and bans by itself", async () => {
  const { ann, bo, name } = await chat.annAndBo({ listed: true });
  await write(bo.page, "Buy my tea");
  await see(ann.page, "Buy my tea");
  await refusedWith(bo.page, "BUY my  tea", "You have just said that here");
  await refusedWith(bo.page, "see https://tea.example/cheap", "Guests send no links");
  await write(bo.page, "one more thing");
  await see(ann.page, "one more thing");
  await refusedWith(bo.page, "one more thing", "You have just said that here");
  await write(bo.page, "One more thing");
  await row(ann.page, `The server muted ${name}`);
  await bo.page.getByText(/You can write again in/).waitFor();
  await discard(bo.page);
  // The mute is short here; what was said before still counts afterwards.
  await bo.page.getByText(/You can write again in/).waitFor({ state: "detached" });
  await refusedWith(bo.page, "Buy my tea", "You have just said that here");
  await write(bo.page, "Buy my tea");
  await row(ann.page, `The server banned ${name}`);
  await bo.page.getByRole("heading", { name: "You may not enter this room" }).waitFor();
  const texts = await ann.page.locator("[data-message] .text").allInnerTexts();
  assert.deepEqual(texts, ["Buy my tea", "one more thing"]);
  await write(ann.page, "quiet again");
  await see(ann.page, "quiet again");
});

test("spam: who has to solve something is told quietly, and the message goes out by itself", async () => {
  const { ann, bo } = await chat.annAndBo();
  await watchChecking(bo.context);
  await bo.page.reload();
  await composer(bo.page).waitFor();
  await write(bo.page, "twice");
  await refusedWith(bo.page, "twice", "You have just said that here");
  await refusedWith(bo.page, "Twice", "You have just said that here");
  await write(bo.page, "I am sorry");
  await see(ann.page, "I am sorry");
  await bo.page.locator(".outgoing").waitFor({ state: "detached" });
  assert.ok((await bo.page.evaluate(() => globalThis.checked)) >= 1, "the page said what it does");
  assert.equal(await failed(bo.page).count(), 0);
});

test("spam: an edit that needs a proof is solved as well", async () => {
  const { ann, bo } = await chat.annAndBo();
  await write(bo.page, "first");
  await refusedWith(bo.page, "first", "You have just said that here");
  await refusedWith(bo.page, "First", "You have just said that here");
  await composer(bo.page).press("ArrowUp");
  await bo.page.getByRole("textbox", { name: "Edit message" }).fill("second thoughts");
  await bo.page.getByRole("button", { name: "Save the edit" }).click();
  await see(ann.page, "second thoughts");
});

test("spam: a newcomer solves and is in without a click more", async () => {
  const eve = await chat.visit();
  await watchChecking(eve.context);
  await startRoom(eve.page, chat.url);
  assert.ok((await eve.page.evaluate(() => globalThis.checked)) >= 1);
});

test("spam: without workers the page solves by itself", async () => {
  const eve = await chat.visit();
  await eve.context.addInitScript(() => {
    delete globalThis.Worker;
  });
  await startRoom(eve.page, chat.url);
  await write(eve.page, "no worker here");
  await see(eve.page, "no worker here");
});

test("spam: the way in with a proof is short", async () => {
  const eve = await chat.visit();
  const times = [];
  const solved = [];
  let asked = 0;
  eve.page.on("response", (answer) => {
    if (answer.url().endsWith("/api/session") && answer.status() === 403) asked = Date.now();
  });
  eve.page.on("request", (request) => {
    if (!(request.postData() ?? "").includes('"nonce"')) return;
    solved.push(Date.now() - asked);
  });
  for (let n = 0; n < 15; n++) {
    await eve.page.goto(chat.url);
    const begun = Date.now();
    await startRoom(eve.page, chat.url);
    times.push(Date.now() - begun);
    await eve.context.clearCookies();
  }
  times.sort((a, b) => a - b);
  solved.sort((a, b) => a - b);
  console.log(`a proof of 16 bits in the worker: median ${solved[7]} ms, longest ${solved[14]} ms`);
  assert.equal(solved.length, 15);
  console.log(
    `from the click into the room, proof of 16 bits included: median ${times[7]} ms, longest ${times[14]} ms`,
  );
  assert.ok(times[7] < 5_000);
});
