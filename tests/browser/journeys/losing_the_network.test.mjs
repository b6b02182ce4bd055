import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { composer, joinRoom, see, startRoom, texts, write } from "../kit/room.mjs";
import { startServer } from "../kit/server.mjs";
import { until } from "../kit/until.mjs";
import { startBrowser, visitor } from "../kit/visitors.mjs";
import { startWire } from "../kit/wire.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

/** Ann is connected directly, Bo over a wire that can be cut. */
async function annAndBo(run) {
  const wire = await startWire();
  const server = await startServer({ "server.origins": wire.url, "limits.say_burst": 100 });
  wire.lead(server.port);
  const ann = await visitor(browser, server.url);
  const bo = await visitor(browser, wire.url, { networkFails: true });
  try {
    const address = await startRoom(ann.page, server.url);
    await joinRoom(bo.page, address.replace(server.url, wire.url));
    await run({ ann, bo, wire, server });
    await bo.leave();
    await ann.leave();
  } finally {
    await wire.close();
    await server.stop();
  }
}

const banner = (page) => page.locator(".banner");

test("losing the network: nothing is lost, nothing comes twice, all in order", async () => {
  await annAndBo(async ({ ann, bo, wire }) => {
    await write(ann.page, "before");
    await see(bo.page, "before");
    wire.cut();
    await banner(bo.page).waitFor();
    await write(bo.page, "written without a network");
    await bo.page.getByText("Waiting to be sent").waitFor();
    for (const text of ["missed 1", "missed 2", "missed 3"]) {
      await write(ann.page, text);
      await see(ann.page, text);
    }
    assert.deepEqual(await texts(bo.page), ["before"]);

    wire.mend();
    await bo.page.getByRole("button", { name: "Retry now" }).click();
    await see(ann.page, "written without a network");
    await banner(bo.page).waitFor({ state: "detached" });
    const all = ["before", "missed 1", "missed 2", "missed 3", "written without a network"];
    await until("both see the same", async () => String(await texts(bo.page)) === String(all));
    assert.deepEqual(await texts(ann.page), all);
    assert.equal(await bo.page.locator(".outgoing").count(), 0);
  });
});

test("losing the network: comes back by itself, without the button", async () => {
  await annAndBo(async ({ ann, bo, wire }) => {
    wire.cut();
    await banner(bo.page).waitFor();
    await bo.page.getByText(/Next try in \d+ s|Trying now/).waitFor();
    wire.mend();
    await banner(bo.page).waitFor({ state: "detached", timeout: 40_000 });
    await write(bo.page, "back again");
    await see(ann.page, "back again");
  });
});

test("losing the network: a short break shows no banner", async () => {
  await annAndBo(async ({ ann, bo, wire }) => {
    await bo.page.evaluate(() => {
      window.banners = 0;
      new MutationObserver(() => {
        window.banners += document.querySelectorAll(".banner").length;
      }).observe(document.body, { childList: true, subtree: true });
    });
    wire.cut();
    wire.mend();
    // The browser's own sign of a network skips the random wait, so that the break stays short.
    await until("connected again", async () => {
      await bo.page.evaluate(() => dispatchEvent(new Event("online")));
      return (
        (await bo.page.locator(".room").count()) === 1 &&
        (await ann.page.locator(".member.away").count()) === 0
      );
    });
    await write(bo.page, "still here");
    await see(ann.page, "still here");
    assert.equal(await bo.page.evaluate(() => window.banners), 0);
  });
});

test("losing the network: others see who is away, and that they are back", async () => {
  await annAndBo(async ({ ann, bo, wire }) => {
    wire.cut();
    await ann.page.locator(".member.away").waitFor();
    assert.equal(await ann.page.getByText(/left$/).count(), 0, "away is not gone");
    wire.mend();
    await bo.page.evaluate(() => dispatchEvent(new Event("online")));
    await ann.page.locator(".member.away").waitFor({ state: "detached" });
  });
});

test("losing the network: draft and unsent message survive a reload without a network", async () => {
  await annAndBo(async ({ ann, bo, wire }) => {
    await bo.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    wire.cut();
    await banner(bo.page).waitFor();
    await write(bo.page, "unsent at the reload");
    await bo.page.getByText("Waiting to be sent").waitFor();
    await composer(bo.page).fill("half a thought");
    await bo.page.reload();
    await bo.page.getByRole("heading", { name: "No connection" }).waitFor();
    wire.mend();
    await bo.page.getByRole("button", { name: "Try again" }).click();
    await see(ann.page, "unsent at the reload");
    await see(bo.page, "unsent at the reload");
    assert.equal(await composer(bo.page).inputValue(), "half a thought");
    assert.deepEqual(await texts(ann.page), ["unsent at the reload"]);
  });
});

test("losing the network: a restarted server has forgotten everything, and the page says so", async () => {
  const wire = await startWire();
  const config = { "server.origins": wire.url };
  const servers = [await startServer(config)];
  try {
    wire.lead(servers[0].port);
    const bo = await visitor(browser, wire.url, { networkFails: true });
    await startRoom(bo.page, wire.url);
    await write(bo.page, "gone with the server");
    await see(bo.page, "gone with the server");
    await servers.pop().stop();
    servers.push(await startServer(config));
    wire.lead(servers[0].port);
    await bo.page.getByRole("button", { name: "Go on as a new guest" }).click({ timeout: 40_000 });
    await bo.page.getByRole("heading", { name: "This room has ended" }).waitFor();
    assert.ok(!(await bo.page.content()).includes("gone with the server"));
    await bo.leave();
  } finally {
    await wire.close();
    for (const server of servers) await server.stop();
  }
});
