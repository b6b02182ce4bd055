import assert from "node:assert/strict";
import { test } from "node:test";
import { sideways, smallTargets, violations } from "../kit/looks.mjs";
import { act, choose, composer, joinRoom, message, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { phone } from "../kit/visitors.mjs";

const chat = stage({ "rooms.per_guest": 5 });

async function clean(page, what, touch) {
  assert.deepEqual(await violations(page), [], what);
  if (!touch) return;
  assert.equal(await sideways(page), 0, `${what} is no wider than the window`);
  assert.deepEqual(await smallTargets(page), [], `${what}: targets of 44 px`);
}

/** The card of the one other member, from the list, which on a phone lies in a drawer. */
async function aboutOther(page, touch) {
  if (touch) await page.getByRole("button", { name: /here, show them/ }).click();
  const list = touch ? page.getByRole("dialog") : page.locator(".roster-side");
  await list.getByRole("button", { name: /^About / }).click();
  await page.getByRole("button", { name: "Ban from the room" }).waitFor();
}

async function point(page, text, touch) {
  // On the words themselves, so that no link below them is pressed.
  const words = message(page, text).getByText(text).first();
  if (touch) await words.tap();
  else await words.hover();
}

for (const colorScheme of ["light", "dark"]) {
  for (const [device, settings, touch] of [
    ["desktop", {}, false],
    ["phone", { ...phone, viewport: { width: 320, height: 700 } }, true],
  ]) {
    const person = () => chat.visit({ ...settings, colorScheme, networkFails: true });

    test(`accessibility: axe finds nothing at the doors, on a ${device} in ${colorScheme}`, async () => {
      const [ann, bo] = [await person(), await person()];
      await ann.page.goto(chat.url);
      await ann.page.getByText("Name, lifetime, who can come in").click();
      await ann.page.getByRole("radio", { name: /^With a password/ }).check();
      await clean(ann.page, "the choices", touch);
      const locked = await startRoom(ann.page, chat.url, { entry: "password", password: "sesame" });
      await bo.page.goto(locked);
      await bo.page.getByLabel("Password of the room").fill("wrong");
      await bo.page.getByRole("button", { name: "Join with the password" }).click();
      await bo.page.getByRole("alert").waitFor();
      await clean(bo.page, "a wrong password", touch);
      await bo.page.goto(`${chat.url}/r/${"0".repeat(17)}`);
      await bo.page.getByRole("button", { name: "Knock" }).waitFor();
      await clean(bo.page, "a door of which nothing is known", touch);
      const address = await startRoom(ann.page, chat.url, { entry: "knock" });
      await bo.page.goto(address);
      await bo.page.getByLabel("A word to those inside, if you like").fill("x".repeat(120));
      await clean(bo.page, "the knock", touch);
      await bo.page.getByRole("button", { name: "Knock" }).click();
      await bo.page.getByText(/The knock runs out/).waitFor();
      await clean(bo.page, "waiting", touch);
      await ann.page.getByRole("button", { name: "See who" }).click();
      await ann.page.getByText("What they say").click();
      await clean(ann.page, "at the door", touch);
      await ann.page.getByRole("button", { name: /^Let / }).click();
      await composer(bo.page).waitFor();
      await ann.page.keyboard.press("Escape");
      await ann.page.getByRole("button", { name: "Share", exact: true }).click();
      await ann.page.getByRole("button", { name: "Make an invitation link" }).click();
      await ann.page.getByText(/now holds an invitation/).waitFor();
      await clean(ann.page, "the share sheet with invitations", touch);
    });

    test(`accessibility: axe finds nothing in a room at work, on a ${device} in ${colorScheme}`, async () => {
      const [ann, bo] = [await person(), await person()];
      const address = await startRoom(ann.page, chat.url, { name: "At work", listed: true });
      await joinRoom(bo.page, address);
      await write(ann.page, "**Rules**: be kind\n- `code` and [words](https://a.example/b)");
      await see(bo.page, "Rules");
      await point(bo.page, "Rules", touch);
      await message(bo.page, "Rules").first().getByRole("button", { name: "Reply" }).click();
      await clean(bo.page, "answering", touch);
      await write(bo.page, "```js\nconst x = 1; // one\n```");
      await see(ann.page, "const x");
      await point(ann.page, "Rules", touch);
      await message(ann.page, "Rules").first().getByRole("button", { name: "Pin" }).click();
      await bo.page.getByRole("group", { name: "Pinned message" }).waitFor();
      await composer(ann.page).pressSequentially("@");
      await ann.page.getByRole("option").first().waitFor();
      await clean(ann.page, "completing a mention", touch);
      await composer(ann.page).press("Enter");
      await choose(ann.page, "Find in this room");
      await ann.page.getByLabel("Find in the messages on this page").fill("kind");
      await ann.page.locator(".message.marked").waitFor();
      await clean(ann.page, "finding", touch);
      await ann.page.keyboard.press("Escape");
      await aboutOther(ann.page, touch);
      await clean(ann.page, "somebody's card", touch);
      await ann.page.getByRole("button", { name: "1 hour" }).click();
      await bo.page.getByText(/You are muted/).waitFor();
      await clean(bo.page, "muted", touch);
      await ann.page.getByRole("button", { name: "Offer the room" }).click();
      await bo.page.getByRole("button", { name: "Decline" }).waitFor();
      await clean(bo.page, "an offer", touch);
      await bo.page.getByRole("button", { name: "Decline" }).click();
      await choose(ann.page, "Banned people");
      await ann.page.getByText("Nobody is banned.").waitFor();
      await clean(ann.page, "bans", touch);
      await ann.page.keyboard.press("Escape");
      await choose(ann.page, "Settings of the room");
      await clean(ann.page, "settings", touch);
      await ann.page.getByRole("button", { name: "Close the room" }).click();
      await clean(ann.page, "closing it", touch);
      await ann.page.getByRole("dialog").getByRole("button", { name: "Close the room" }).click();
      await bo.page.getByText(/The owner closes this room/).waitFor();
      await clean(bo.page, "the last seconds", touch);
      await bo.page.getByRole("heading", { name: "This room has ended" }).waitFor();
    });
  }
}

test("accessibility: the room is run with the keyboard alone", async () => {
  const ann = await chat.visit();
  const { page } = ann;
  await startRoom(page, chat.url);
  await write(page, "pin me");
  await see(page, "pin me");
  await page.keyboard.press("Shift+F6");
  await page.keyboard.press("ArrowUp");
  await page.locator("[data-message]:focus-within").waitFor();
  await act(page, "pin me", "Pin");
  await page.getByRole("group", { name: "Pinned message" }).waitFor();
  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("pin");
  await page.getByText("1 of 1").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("settings of");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Settings of the room" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.getByText("The owner locked the room").waitFor();
});
