import assert from "node:assert/strict";
import { test } from "node:test";
import { joinRoom, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage({}, { wire: true });

test("offline: the shell opens without a server, says so, and goes on when there is one", async () => {
  const ann = await chat.visitByWire();
  const address = await startRoom(ann.page, chat.wire.url);
  await write(ann.page, "said while online");
  await see(ann.page, "said while online");
  await ann.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

  chat.wire.cut();
  for (const page of [chat.wire.url, address]) {
    await ann.page.goto(page);
    await ann.page.getByRole("heading", { name: "No connection" }).waitFor();
    assert.ok(!(await ann.page.content()).includes("said while online"));
  }
  chat.wire.mend();
  await ann.page.getByRole("button", { name: "Try again" }).click();
  await ann.page.getByRole("button", { name: "Join" }).waitFor();
  await joinRoom(ann.page, address);
  await see(ann.page, "said while online");
});

test("offline: what is kept for it is the shell of the page and nothing that was said", async () => {
  const ann = await chat.visitByWire();
  await startRoom(ann.page, chat.wire.url, { name: "Canary room 8412" });
  await write(ann.page, "canary message 8413");
  await see(ann.page, "canary message 8413");
  await ann.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const kept = await until("a filled cache", async () => {
    const files = await ann.page.evaluate(async () => {
      const all = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const response = await cache.match(request);
          all.push({ path: new URL(request.url).pathname, body: await response.text() });
        }
      }
      return all;
    });
    return files.length > 0 && files;
  });
  for (const { path, body } of kept) {
    assert.match(path, /^\/($|assets\/|icons\/|manifest\.webmanifest$)/);
    assert.ok(!body.includes("8412") && !body.includes("8413"), path);
  }
});
