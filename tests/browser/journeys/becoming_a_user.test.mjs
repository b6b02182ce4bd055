import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseYou, fillLogin, fillRegister, logIn, openYou, profile, register } from "../kit/accounts.mjs";
import { choose, composer, joinRoom, marked, ownName, row, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const chat = stage({ "limits.registrations_per_hour": 1000 }, { networkFails: true });

test("accounts: a visitor who owns a room becomes a user in place, with a draft, and the others see it", async () => {
  const { ann, bo, owner } = await chat.annAndBo();
  const sockets = [];
  ann.page.on("websocket", (socket) => sockets.push(socket));
  await ann.page.evaluate(() => {
    window.neverReloaded = true;
  });
  await composer(ann.page).fill("half a sentence");
  await chooseYou(ann.page, "Create an account");
  const words = await fillRegister(ann.page, "ann");
  assert.equal(words.split(" ").length, 6);
  await row(bo.page, `${owner} is now ann`);
  const seen = marked(bo.page, "owner").filter({ hasText: "ann" });
  await seen.waitFor();
  assert.equal(await seen.getByText("guest").count(), 0, "the badge of a guest is gone");
  await bo.page.locator(".roster-side .member.own").getByText("guest").waitFor();
  assert.equal(await composer(ann.page).inputValue(), "half a sentence");
  await ann.page.getByRole("button", { name: "Send" }).click();
  await see(bo.page, "half a sentence");
  await bo.page.locator("[data-message]").getByText("ann", { exact: true }).waitFor();
  await choose(ann.page, "Settings of the room");
  await ann.page.getByRole("button", { name: "Close the room" }).waitFor();
  assert.equal(await ann.page.evaluate(() => window.neverReloaded), true);
  assert.deepEqual(sockets, [], "the socket is the same");
});

test("accounts: a reload after registering comes back into the room as the user", async () => {
  const ann = await chat.visit();
  await startRoom(ann.page, chat.url);
  await chooseYou(ann.page, "Create an account");
  await fillRegister(ann.page, "ann-again");
  await ann.page.reload();
  await marked(ann.page, "owner").filter({ hasText: "ann-again" }).waitFor();
});

test("accounts: what is wrong with the form is told at its field, and what was typed stays", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "taken");
  const { page } = bo;
  await page.goto(chat.url);
  await chooseYou(page, "Create an account");
  const name = page.getByLabel("Name", { exact: true });
  const secret = page.getByLabel("Password", { exact: true });
  const told = async (words) => {
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
  };
  await name.fill("TA");
  assert.equal(await name.inputValue(), "ta", "capitals become small letters");
  await told("at least 3 characters");
  assert.equal(await name.getAttribute("aria-invalid"), "true");
  await name.fill("taken");
  await told("at least 8 characters");
  assert.equal(await secret.getAttribute("aria-invalid"), "true");
  await secret.fill("1234567890");
  await told("Somebody has this name");
  assert.equal(await name.evaluate((element) => element === document.activeElement), true);
  assert.equal(await secret.inputValue(), "1234567890");
  await page.getByRole("button", { name: "Show what is typed here" }).click();
  assert.equal(await secret.getAttribute("type"), "text");
});

test("accounts: the recovery words cannot be passed by accident, and can be copied and saved", async () => {
  const ann = await chat.visit();
  const { page } = ann;
  await page.goto(chat.url);
  await chooseYou(page, "Create an account");
  await page.getByLabel("Name", { exact: true }).fill("words");
  await page.getByLabel("Password", { exact: true }).fill("seven green bicycles");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Write these six words down" });
  await dialog.waitFor();
  const words = (await dialog.locator(".words li").allInnerTexts()).join(" ");
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await dialog.waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Save as text" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "recovery-words-words.txt");
  const saved = await (await download.createReadStream()).toArray();
  assert.match(Buffer.concat(saved).toString(), new RegExp(words));
  await ann.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy" }).click();
  await dialog.getByText("Copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), words);
  await dialog.getByRole("button", { name: "I have written them down" }).click();
  await dialog.waitFor({ state: "detached" });
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
  );
  assert.ok(!kept.includes(words.split(" ")[0]), "the words are kept nowhere");
});

test("accounts: one logs in on a second browser, is the same person there, and logs out of it", async () => {
  const [ann, other, bo] = [
    await chat.visit(),
    await chat.visit({ colorScheme: "dark" }),
    await chat.visit(),
  ];
  await register(ann.page, chat.url, "twice");
  await ann.page.getByLabel("Theme").selectOption("light");
  await ann.page.getByText("Saved", { exact: true }).waitFor();
  const address = await startRoom(bo.page, chat.url, { name: "Both" });
  for (const { page } of [ann, other]) {
    if (page === other.page) {
      await logIn(page, chat.url, "twice");
      await page.locator(":root[data-theme=light]").waitFor();
    }
    await joinRoom(page, address);
    assert.equal(await ownName(page), "twice");
  }
  assert.equal(await bo.page.locator(".roster-side .member").filter({ hasText: "twice" }).count(), 1);
  await write(other.page, "from the second browser");
  await see(ann.page, "from the second browser");
  await chooseYou(other.page, "Log out");
  await other.page.getByRole("heading", { name: /A room to talk in/ }).waitFor();
  await (await openYou(other.page)).getByText("Log in").waitFor();
  assert.equal(await other.page.locator(".banner").count(), 0);
  await write(ann.page, "still here");
  await see(bo.page, "still here");
  const cookies = await other.context.cookies();
  assert.deepEqual(cookies, []);
});

test("accounts: who logs in over a room comes back into it as the user", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  await register(ann.page, chat.url, "late");
  const address = await startRoom(ann.page, chat.url, { name: "Late" });
  await joinRoom(bo.page, address);
  const guest = await ownName(bo.page);
  await register((await chat.visit()).page, chat.url, "bo-late");
  await composer(bo.page).fill("not lost");
  await chooseYou(bo.page, "Log in");
  await bo.page.getByText(`${guest} leaves your rooms`).waitFor();
  await fillLogin(bo.page, "bo-late");
  await bo.page.locator(".roster-side .member.own").filter({ hasText: "bo-late" }).waitFor();
  assert.equal(await composer(bo.page).inputValue(), "not lost");
  assert.equal(await bo.page.locator(".banner").count(), 0);
  await ann.page.locator(".roster-side .member").filter({ hasText: "bo-late" }).waitFor();
  await ann.page.locator(".roster-side .member").filter({ hasText: guest }).waitFor({ state: "detached" });
  await bo.page.getByRole("button", { name: "Send" }).click();
  await see(ann.page, "not lost");
});

test("accounts: a guest who stands before a room without guests goes in with an account, right from its door", async () => {
  const [ann, bo] = [await chat.visit(), await chat.visit()];
  const address = await startRoom(ann.page, chat.url, { listed: true, name: "Members", guests: false });
  const { page } = bo;
  await page.goto(address);
  await page.getByRole("heading", { name: "No guests in this room" }).waitFor();
  await page.getByRole("main").getByRole("button", { name: "Create an account" }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "name");
  await fillRegister(page, "newcomer");
  await page.getByRole("button", { name: "Join" }).click();
  await composer(page).waitFor();
  await ann.page.locator(".roster-side .member").filter({ hasText: "newcomer" }).waitFor();
});

test("accounts: another window of the same browser follows", async () => {
  const ann = await chat.visit();
  await startRoom(ann.page, chat.url);
  const second = await ann.context.newPage();
  await second.goto(chat.url);
  await chooseYou(second, "Create an account");
  await fillRegister(second, "windows");
  await ann.page.getByRole("button", { name: "You: windows" }).waitFor();
  await profile(ann.page);
  await chooseYou(second, "Log out");
  await ann.page.getByText(/You have been logged out/).waitFor();
  await ann.page.getByRole("heading", { name: "You are not logged in" }).waitFor();
});
