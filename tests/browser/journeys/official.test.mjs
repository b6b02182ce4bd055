import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { composer, see, write } from "../kit/room.mjs";
import { startServer } from "../kit/server.mjs";
import { until } from "../kit/until.mjs";
import { startBrowser, visitor } from "../kit/visitors.mjs";

const binary =
  process.env.SRCHAT_BIN ?? fileURLToPath(new URL("../../../build/release/srchat", import.meta.url));
const password = "twelve quiet lanterns";

/** The six digits of RFC 6238 for a secret in base32. */
function code(secret, now = Date.now()) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = hash.at(-1) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Makes an admin on the command line; the secret of the second factor is printed. */
function makeAdmin(data) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, ["admin", "create", "root", "--data-dir", data]);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
    child.on("error", reject);
    child.on("exit", () => {
      const secret = /secret=([A-Z2-7]{16,})/.exec(said)?.[1];
      secret ? resolve(secret) : reject(new Error(`no secret: ${said}`));
    });
    child.stdin.end(`${password}\n${password}\n`);
  });
}

/** What an admin asks of the server; the cookie of the login goes along. */
function adminOf(url) {
  let cookie = "";
  return async (path, body) => {
    const headers = { origin: url, cookie, "content-type": "application/json", "x-srchat": "1" };
    const answer = await fetch(`${url}/admin/api/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
}

let server;
let browser;
let admin;
let visitors = [];

before(async () => {
  server = await startServer({ "accounts.regions": "Europe,Asia" });
  const secret = await makeAdmin(server.data);
  admin = adminOf(server.url);
  await admin("login", { name: "root", password, code: code(secret) });
  browser = await startBrowser();
});
afterEach(async () => {
  const leaving = visitors;
  visitors = [];
  for (const each of leaving) await each.leave();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function visit() {
  const one = await visitor(browser, server.url, { networkFails: true });
  visitors.push(one);
  return one.page;
}
const official = (page) => page.locator("section.official");
const open = async (body) => (await admin("rooms", body)).room;

test("official rooms: stand first on the start page, with one's own region first once it is picked", async () => {
  await open({ kind: "global", name: "World Square" });
  await open({ kind: "regional", name: "Asian Square", region: "Asia" });
  await open({ kind: "regional", name: "European Square", region: "Europe" });
  const page = await visit();
  await page.goto(server.url);
  await official(page)
    .getByRole("link", { name: /World Square/ })
    .waitFor();
  await official(page).getByText("Regional", { exact: true }).click();
  assert.equal(await official(page).getByRole("link").count(), 2);
  await official(page).getByRole("combobox").selectOption("Europe");
  await official(page).getByText("Europe comes first").waitFor();
  await page.reload();
  const names = official(page).locator(".room-name");
  await until("one's own first", async () => (await names.first().textContent()) === "European Square");
  await official(page).getByRole("button", { name: "Forget it" }).click();
  await official(page).getByText("Europe comes first").waitFor({ state: "detached" });
});

test("official rooms: nobody owns them, and what needs an owner is not there", async () => {
  const room = await open({ kind: "global", name: "Nobody’s" });
  const [ann, bo] = [await visit(), await visit()];
  for (const page of [ann, bo]) {
    await page.goto(`${server.url}/r/${room.id}`);
    await page.getByText("The room is always there").waitFor();
    await page.getByRole("button", { name: "Join" }).click();
    await composer(page).waitFor();
  }
  await write(ann, "hello square");
  await see(bo, "hello square");
  await ann.locator(".room-flag-word").getByText("Official").waitFor();
  await ann.getByRole("button", { name: "Settings of this page" }).click();
  for (const words of ["Settings of the room", "Banned people", "At the door"]) {
    assert.equal(await ann.locator("#room-menu").getByRole("button", { name: words }).count(), 0, words);
  }
  assert.equal(await ann.locator(".roster-side").getByText("owner").count(), 0);
});

test("official rooms: who waits at the door of a special one comes in by itself when it opens", async () => {
  const now = Date.now();
  const room = await open({
    kind: "special",
    name: "Evening",
    opens_at: now + 6_000,
    closes_at: now + 3_600_000,
    capacity: 5,
  });
  const page = await visit();
  await page.goto(`${server.url}/r/${room.id}`);
  await page.getByText("This room is not open yet").waitFor();
  await page.getByText("It takes 5 people").waitFor();
  await composer(page).waitFor();
});

test("announcements: are shown where they are meant to be, and not again once dismissed", async () => {
  const room = await open({ kind: "global", name: "Told" });
  const page = await visit();
  await page.goto(server.url);
  await official(page).getByRole("link", { name: /Told/ }).waitFor();
  const until_ = Date.now() + 3_600_000;
  await admin("announcements", { text: "Only in this room", scope: "room", room: room.id, until: until_ });
  await admin("announcements", { text: "To everybody", scope: "all", until: until_ });
  await page.goto(`${server.url}/r/${room.id}`);
  await page.getByRole("button", { name: "Join" }).click();
  await composer(page).waitFor();
  const banner = page.locator(".announcement");
  await banner.getByText("To everybody").waitFor();
  await banner.getByRole("button", { name: /Dismiss/ }).click();
  await banner.getByText("Only in this room").waitFor();
  const [above, below] = [await banner.boundingBox(), await composer(page).boundingBox()];
  assert.ok(above.y + above.height <= below.y, "it does not cover where one writes");
  await page.goto(server.url);
  await page.getByRole("heading", { name: /A room to talk in/ }).waitFor();
  assert.equal(await banner.count(), 0);
  await admin("announcements", { text: "Told at once", scope: "all", until: until_ });
  await banner.getByText("Told at once").waitFor();
});
