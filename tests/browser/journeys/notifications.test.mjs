import assert from "node:assert/strict";
import { test } from "node:test";
import { bell, lookAway, mention, notice, openInbox } from "../kit/people.mjs";
import { choose, composer, joinRoom, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage({}, { networkFails: true });

/**
 * Keeps what the page makes of notifications, and lets the page believe that it is not looked at. `permission` is what
 * the browser says until it is asked.
 */
function observed(permission) {
  window.made = [];
  window.asked = 0;
  window.looked = true;
  document.hasFocus = () => window.looked;
  let allowed = permission;
  window.Notification = class {
    static get permission() {
      return allowed;
    }
    static requestPermission() {
      window.asked += 1;
      allowed = "granted";
      return Promise.resolve(allowed);
    }
    constructor(title, options) {
      Object.assign(this, { title, ...options, closed: false });
      window.made.push(this);
    }
    close() {
      this.closed = true;
    }
  };
}

async function looks(page, yes) {
  await page.evaluate((focused) => {
    window.looked = focused;
    dispatchEvent(new Event(focused ? "focus" : "blur"));
  }, yes);
}

const made = (page) =>
  page.evaluate(() => window.made.map(({ title, tag, closed }) => ({ title, tag, closed })));
const titles = async (page) => (await made(page)).map(({ title }) => title);

/** Ann owns a room, Bo is inside, looks elsewhere and wants notifications. */
async function watching(permission = "granted") {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await bo.context.addInitScript(observed, permission);
  const address = await startRoom(ann.page, chat.url, { name: "Tea" });
  await joinRoom(bo.page, address);
  const name = (await bo.page.locator(".roster-side .member.own .member-name").textContent()).trim();
  const owner = (await ann.page.locator(".roster-side .member.own .member-name").textContent()).trim();
  return { ann, bo, name, owner };
}

async function turnOn(page) {
  await openInbox(page);
  await page.getByRole("button", { name: "Notifications of this browser" }).click();
  await page.getByLabel("Show notifications").check();
  await page.keyboard.press("Escape");
}

test("notifications: nobody is asked before a click, and one click is enough", async () => {
  const { ann, bo, name, owner } = await watching("default");
  await looks(bo.page, false);
  await mention(ann.page, name, "unheard");
  await bell(bo.page, 1).waitFor();
  assert.equal(await bo.page.evaluate(() => window.asked), 0);
  assert.deepEqual(await made(bo.page), []);
  await openInbox(bo.page);
  await bo.page.getByRole("button", { name: "Notifications of this browser" }).click();
  await bo.page.getByRole("button", { name: "Turn notifications on" }).click();
  await bo.page.getByLabel("Show notifications").waitFor();
  assert.equal(await bo.page.evaluate(() => window.asked), 1);
  await bo.page.keyboard.press("Escape");
  await mention(ann.page, name, "zkanarie");
  await until("one", async () => (await made(bo.page)).length === 1);
  const [one] = await made(bo.page);
  assert.equal(one.title, `${owner} mentioned you in Tea`);
  assert.ok(!JSON.stringify(one).includes("zkanarie"));
});

test("notifications: one goes with its notice, and a click leads to what it is about", async () => {
  const { ann, bo, name } = await watching();
  await turnOn(bo.page);
  await lookAway(bo.page);
  await looks(bo.page, false);
  await mention(ann.page, name, "first words");
  await mention(ann.page, name, "second words");
  await until("both", async () => (await made(bo.page)).length === 2);
  const [first, second] = await made(bo.page);
  assert.notEqual(first.tag, second.tag);
  await bo.page.evaluate(() => window.made[0].onclick());
  await bo.page.locator(".message.marked").getByText("first words").waitFor();
  // Now the room is looked at: what it told is read.
  await looks(bo.page, true);
  await until("both are closed", async () => (await made(bo.page)).every(({ closed }) => closed));
});

test("notifications: who looks at the page gets none", async () => {
  const { ann, bo, name } = await watching();
  await turnOn(bo.page);
  await lookAway(bo.page);
  await mention(ann.page, name, "seen anyway");
  await bell(bo.page, 1).waitFor();
  await looks(bo.page, false);
  await mention(ann.page, name, "not seen");
  await until("the second", async () => (await made(bo.page)).length > 0);
  assert.equal((await made(bo.page)).length, 1);
});

test("notifications: a room tells all, mentions or nothing, as one chose in its menu", async () => {
  const { ann, bo, name, owner } = await watching();
  await turnOn(bo.page);
  await looks(bo.page, false);
  const level = async (words) => {
    await bo.page.getByRole("button", { name: "Settings of this page" }).click();
    await bo.page.getByLabel(/^Notifications/).selectOption(words);
    await bo.page.keyboard.press("Escape");
  };
  await level("All");
  await lookAway(bo.page);
  await write(ann.page, "zkanarie one");
  await until("a message", async () => (await titles(bo.page)).includes(`Tea · ${owner}: new message`));
  await write(ann.page, "zkanarie two");
  await until("two messages", async () => (await titles(bo.page)).includes("Tea · 2 new messages"));
  assert.ok(!JSON.stringify(await made(bo.page)).includes("zkanarie"));
  await bo.page.getByRole("link", { name: "Tea" }).click();
  await composer(bo.page).waitFor();
  await level("None");
  await lookAway(bo.page);
  const before = (await made(bo.page)).length;
  await mention(ann.page, name, "in vain");
  await bell(bo.page, 1).waitFor();
  await bo.page.getByRole("link", { name: "Tea" }).click();
  await level("Mentions");
  assert.equal(await bo.page.evaluate(() => localStorage.getItem("notifications").includes("none")), false);
  await lookAway(bo.page);
  await mention(ann.page, name, "heard again");
  await until("the mention", async () => (await made(bo.page)).length > before);
  assert.equal((await made(bo.page)).length, before + 1);
});

test("notifications: in the quiet hours only the bell rings, and the choice is kept over a reload", async () => {
  const { ann, bo, name } = await watching();
  await turnOn(bo.page);
  await openInbox(bo.page);
  await bo.page.getByRole("button", { name: "Notifications of this browser" }).click();
  await bo.page.getByLabel("Quiet hours").check();
  // From now until now is the whole day.
  await bo.page.getByLabel("From").fill("08:00");
  await bo.page.getByLabel("Until").fill("08:00");
  await bo.page.keyboard.press("Escape");
  await bo.page.reload();
  await composer(bo.page).waitFor();
  await lookAway(bo.page);
  await looks(bo.page, false);
  await mention(ann.page, name, "at night");
  await bell(bo.page, 1).waitFor();
  await openInbox(bo.page);
  await bo.page.getByRole("button", { name: "Notifications of this browser" }).click();
  assert.equal(await bo.page.getByLabel("From").inputValue(), "08:00");
  await bo.page.getByLabel("Quiet hours").uncheck();
  await bo.page.keyboard.press("Escape");
  await mention(ann.page, name, "by day");
  await until("by day", async () => (await made(bo.page)).length > 0);
  assert.equal((await made(bo.page)).length, 1);
});

test("notifications: of a room that has ended nothing stays in the browser", async () => {
  const { ann, bo } = await watching();
  await bo.page.getByRole("button", { name: "Settings of this page" }).click();
  await bo.page.getByLabel(/^Notifications/).selectOption("All");
  await bo.page.keyboard.press("Escape");
  const stored = () => bo.page.evaluate(() => localStorage.getItem("notifications") ?? "");
  const id = bo.page.url().split("/").at(-1);
  assert.ok((await stored()).includes(id));
  await choose(ann.page, "Settings of the room");
  await ann.page.getByRole("button", { name: "Close the room" }).click();
  await ann.page.getByRole("dialog").getByRole("button", { name: "Close the room" }).click();
  await bo.page.getByRole("heading", { name: "This room has ended" }).waitFor();
  await until("forgotten", async () => !(await stored()).includes(id));
});

test("notifications: with the browser's own, allowed, one is really made", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await bo.context.grantPermissions(["notifications"], { origin: chat.url });
  await bo.context.addInitScript(() => {
    window.made = [];
    document.hasFocus = () => window.looked !== false;
    window.Notification = class extends Notification {
      constructor(title, options) {
        super(title, options);
        window.made.push(this);
      }
    };
  });
  const address = await startRoom(ann.page, chat.url, { name: "Real" });
  await joinRoom(bo.page, address);
  const name = (await bo.page.locator(".roster-side .member.own .member-name").textContent()).trim();
  await turnOn(bo.page);
  await lookAway(bo.page);
  await looks(bo.page, false);
  await mention(ann.page, name, "for real");
  await until("one", () => bo.page.evaluate(() => window.made.length === 1));
  assert.match(await bo.page.evaluate(() => window.made[0].title), / mentioned you in Real$/);
  await looks(bo.page, true);
  await openInbox(bo.page);
  await notice(bo.page, "mentioned").waitFor();
});
