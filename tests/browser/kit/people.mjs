import assert from "node:assert/strict";
import { register } from "./accounts.mjs";
import { composer } from "./room.mjs";
import { until } from "./until.mjs";

// What people do with each other: friends, inboxes, mentions. Each waits until the page shows that it is done.

/** One command over a socket of its own, as the person who sits before the page; what comes back. */
export async function command(page, frame) {
  const reply = await page.evaluate(
    (asked) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws`);
        socket.onerror = () => reject(new Error("no socket"));
        socket.onopen = () => socket.send(JSON.stringify({ t: "hello", id: 1, v: 1 }));
        socket.onmessage = ({ data }) => {
          const got = JSON.parse(data);
          if (got.re === 1) socket.send(JSON.stringify({ ...asked, id: 2 }));
          if (got.re !== 2) return;
          socket.close();
          resolve(got);
        };
      }),
    frame,
  );
  assert.notEqual(reply.t, "error", JSON.stringify(reply));
  return reply;
}

/** Both have an account and are friends; they stand on their profiles. */
export async function befriended(chat, annName, boName, options = {}) {
  const [ann, bo] = [await chat.visit(options), await chat.visit(options)];
  await register(ann.page, chat.url, annName);
  await register(bo.page, chat.url, boName);
  await command(ann.page, { t: "friend_request", name: boName });
  await command(bo.page, { t: "friend_answer", name: annName, accept: true });
  return { ann, bo };
}

/** The bell, by what it says: how many are new, or any. */
export const bell = (page, fresh = null) =>
  page.getByRole("button", { name: fresh === null ? /^Inbox, / : `Inbox, ${fresh} new`, exact: true });

/** Opens the inbox below the bell. */
export async function openInbox(page) {
  await bell(page).click();
  const inbox = page.locator(".inbox");
  await inbox.waitFor();
  return inbox;
}

/** A line of the inbox, by its words. */
export const notice = (page, words) => page.locator(".notice").filter({ hasText: words });

export async function mention(page, name, text) {
  await composer(page).pressSequentially(`@${name.slice(0, 4)}`);
  await page.getByRole("option", { name }).click();
  await until("the name", async () => (await composer(page).inputValue()).startsWith(`@${name} `));
  await composer(page).press("End");
  await composer(page).pressSequentially(text);
  await page.getByRole("button", { name: "Send" }).click();
  await page.locator("[data-message]").filter({ hasText: text }).first().waitFor();
}

/** From a room to the start page, still inside. */
export async function lookAway(page) {
  await page.getByRole("link", { name: /^Start page/ }).click();
  await page.getByRole("heading", { name: /A room to talk in/ }).waitFor();
}
