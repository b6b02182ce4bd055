import assert from "node:assert/strict";
import { test } from "node:test";
import { register } from "../kit/accounts.mjs";
import { befriended, bell, command, lookAway, mention, notice, openInbox } from "../kit/people.mjs";
import { about, act, choose, composer, marked, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage({ "limits.registrations_per_hour": 1000, "rooms.per_guest": 5 }, { networkFails: true });

test("inbox: a mention rings the bell, tells no word of it, and leads to the message", async () => {
  const { ann, bo, owner, name } = await chat.annAndBo({ name: "Tea" });
  await lookAway(bo.page);
  await bell(bo.page).waitFor();
  assert.equal(await bell(bo.page).getAttribute("aria-label"), "Inbox, nothing new");
  await mention(ann.page, name, "zkanarie at four");
  for (let n = 0; n < 8; n += 1) await write(ann.page, `later ${n}`);
  await bell(bo.page, 1).waitFor();
  await until("the title", async () => (await bo.page.title()).startsWith("(9)"));
  const inbox = await openInbox(bo.page);
  const line = notice(bo.page, `${owner} mentioned you in Tea`);
  await line.waitFor();
  assert.equal(await line.locator(".ring").count(), 1);
  assert.ok(!(await inbox.textContent()).includes("zkanarie"));
  await until("seen", async () => (await bell(bo.page).getAttribute("aria-label")) === "Inbox, nothing new");
  await line.getByRole("button", { name: /^Go there/ }).click();
  await bo.page.locator(".message.marked").getByText("zkanarie at four").waitFor();
  await openInbox(bo.page);
  await bo.page.getByText("Nothing here.").waitFor();
});

test("inbox: a mention in the room that one looks at is read at once, on all of one's pages", async () => {
  const { ann, bo, name } = await chat.annAndBo();
  const other = await bo.context.newPage();
  await other.goto(chat.url);
  await bell(other).waitFor();
  await mention(ann.page, name, "look here");
  await bo.page.locator(".message.meant").waitFor();
  await see(bo.page, "look here");
  await openInbox(other);
  await other.getByText("Nothing here.").waitFor();
  assert.equal(await bell(bo.page, 1).count(), 0);
});

test("inbox: what one has seen on one page is seen on the other, and what goes, goes on both", async () => {
  const { ann, bo, owner, name } = await chat.annAndBo({ name: "Both" });
  await lookAway(bo.page);
  const other = await bo.context.newPage();
  await other.goto(chat.url);
  await mention(ann.page, name, "first of them");
  await mention(ann.page, name, "second");
  await bell(bo.page, 2).waitFor();
  await bell(other, 2).waitFor();
  await openInbox(bo.page);
  await until("seen", async () => (await bell(other, 2).count()) === 0);
  await openInbox(other);
  const lines = notice(other, `${owner} mentioned you in Both`);
  await until("both are there", async () => (await lines.count()) === 2);
  await notice(bo.page, "mentioned")
    .first()
    .getByRole("button", { name: /^Dismiss/ })
    .click();
  await until("one is gone", async () => (await lines.count()) === 1);
  await act(ann.page, "first of them", "Delete");
  await ann.page
    .getByRole("group", { name: "Delete this message?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await other.getByText("Nothing here.").waitFor();
});

test("inbox: all are dismissed with one press", async () => {
  const { ann, bo, name } = await chat.annAndBo();
  await lookAway(bo.page);
  for (const text of ["one", "two", "three"]) await mention(ann.page, name, text);
  await bell(bo.page, 3).waitFor();
  await openInbox(bo.page);
  await bo.page.getByRole("button", { name: "Dismiss all" }).click();
  await bo.page.getByText("Nothing here.").waitFor();
});

test("inbox: a request is accepted where it is told, and the other one hears of it", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "ann-asks");
  const asked = [];
  bo.page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => asked.push(payload)));
  await register(bo.page, chat.url, "bo-answers");
  await command(ann.page, { t: "friend_request", name: "bo-answers" });
  await bell(bo.page, 1).waitFor();
  await openInbox(bo.page);
  await notice(bo.page, "ann-asks asks to be your friend")
    .getByRole("button", { name: /^Accept/ })
    .click();
  await bo.page.getByText("Nothing here.").waitFor();
  await bell(ann.page, 1).waitFor();
  await openInbox(ann.page);
  await notice(ann.page, "bo-answers is your friend now").waitFor();
  assert.equal(asked.filter((frame) => frame.includes('"t":"friends"')).length, 1, "asked for once");
});

test("inbox: a request is declined, and nobody is told", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "ann-hopes");
  await register(bo.page, chat.url, "bo-declines");
  await command(ann.page, { t: "friend_request", name: "bo-declines" });
  await openInbox(bo.page);
  await notice(bo.page, "ann-hopes")
    .getByRole("button", { name: /^Decline/ })
    .click();
  await bo.page.getByText("Nothing here.").waitFor();
  const { friends } = await command(bo.page, { t: "friends" });
  assert.deepEqual(friends, []);
  assert.equal(await bell(ann.page, 1).count(), 0);
});

test("inbox: an offer of a room is told to whoever looks elsewhere, and goes when it is answered", async () => {
  const { ann, bo, name } = await chat.annAndBo({ name: "Offered" });
  await lookAway(bo.page);
  const card = await about(ann.page, name);
  await card.getByRole("button", { name: "Offer the room" }).click();
  await bell(bo.page, 1).waitFor();
  await openInbox(bo.page);
  await notice(bo.page, "You are offered Offered")
    .getByRole("button", { name: /^Go there/ })
    .click();
  await bo.page.getByRole("button", { name: "Accept" }).click();
  await marked(bo.page, "owner").filter({ hasText: name }).waitFor();
  await openInbox(bo.page);
  await bo.page.getByText("Nothing here.").waitFor();
});

test("inbox: a knock is told to who runs the room, and leads to who waits", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  const address = await startRoom(ann.page, chat.url, { name: "Door", entry: "knock" });
  await lookAway(ann.page);
  await bo.page.goto(address);
  await bo.page.getByRole("button", { name: "Knock" }).click();
  await bell(ann.page, 1).waitFor();
  await openInbox(ann.page);
  await notice(ann.page, "Somebody knocks at Door")
    .getByRole("button", { name: /^Go there/ })
    .click();
  await ann.page.getByRole("button", { name: /^Let / }).click();
  await composer(bo.page).waitFor();
});

test("inbox: a message of a friend to one who is away leads to the messages with that friend", async () => {
  const { ann, bo } = await befriended(chat, "ann-writes", "bo-is-away");
  const { room } = await command(ann.page, { t: "direct", name: "bo-is-away" });
  const say = { t: "say", room, cid: "0".repeat(32), body: { text: "zkanarie to you" } };
  await ann.page.evaluate(
    ([id, message]) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws`);
        socket.onopen = () => socket.send(JSON.stringify({ t: "hello", id: 1, v: 1 }));
        socket.onmessage = ({ data }) => {
          const { re } = JSON.parse(data);
          if (re === 1) socket.send(JSON.stringify({ t: "join", id: 2, room: id }));
          if (re === 2) socket.send(JSON.stringify({ ...message, id: 3 }));
          if (re === 3) resolve(socket.close());
        };
      }),
    [room, say],
  );
  await bell(bo.page).waitFor();
  await openInbox(bo.page);
  const line = notice(bo.page, "New message from ann-writes");
  await line.waitFor();
  assert.ok(!(await bo.page.content()).includes("zkanarie"));
  await line.getByRole("button", { name: /^Open/ }).click();
  await until("the address", () => bo.page.url().endsWith("/dm/ann-writes"));
});

test("inbox: with the keyboard alone it is opened, read and closed, and the focus comes back to the bell", async () => {
  const { ann, bo, name } = await chat.annAndBo({ name: "Keys" });
  await lookAway(bo.page);
  await mention(ann.page, name, "with keys");
  await bell(bo.page, 1).focus();
  await bo.page.keyboard.press("Enter");
  await notice(bo.page, "mentioned").waitFor();
  await bo.page.keyboard.press("Tab");
  await bo.page.getByRole("button", { name: "Dismiss all" }).and(bo.page.locator(":focus")).waitFor();
  await bo.page.keyboard.press("Escape");
  await bo.page.locator(".inbox").waitFor({ state: "detached" });
  await bell(bo.page).and(bo.page.locator(":focus")).waitFor();
  await bo.page.keyboard.press("Enter");
  for (let n = 0; n < 3; n += 1) await bo.page.keyboard.press("Tab");
  await bo.page
    .getByRole("button", { name: /^Go there/ })
    .and(bo.page.locator(":focus"))
    .waitFor();
  await bo.page.keyboard.press("Enter");
  await bo.page.locator(".message.marked:focus").getByText("with keys").waitFor();
});

test("inbox: what a room told goes with the room", async () => {
  const { ann, bo, name } = await chat.annAndBo({ name: "Short" });
  await lookAway(bo.page);
  await mention(ann.page, name, "soon over");
  await bell(bo.page, 1).waitFor();
  await openInbox(bo.page);
  await notice(bo.page, "Short").waitFor();
  await choose(ann.page, "Settings of the room");
  await ann.page.getByRole("button", { name: "Close the room" }).click();
  await ann.page.getByRole("dialog").getByRole("button", { name: "Close the room" }).click();
  await bo.page.getByText("Nothing here.").waitFor();
});

test("inbox: who comes for the first time has none, and is told how it begins", async () => {
  const { page } = await chat.visit();
  await page.goto(chat.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.goto(`${chat.url}/inbox`);
  await page.getByText("You have none yet").waitFor();
  assert.equal(await bell(page).count(), 0);
});
