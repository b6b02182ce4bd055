import assert from "node:assert/strict";
import { test } from "node:test";
import { register } from "../kit/accounts.mjs";
import { sideways, smallTargets, unreachable, violations } from "../kit/looks.mjs";
import { bell, command, lookAway, mention, notice, openInbox } from "../kit/people.mjs";
import { about, choose, composer, joinRoom, startRoom } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { phone } from "../kit/visitors.mjs";

const chat = stage(
  { "limits.registrations_per_hour": 1000, "limits.say_burst": 100 },
  { networkFails: true },
);

async function clean(page, what, touch) {
  assert.deepEqual(await violations(page), [], what);
  assert.deepEqual(await unreachable(page), [], `${what}: all can be pressed`);
  assert.equal(await sideways(page), 0, `${what} is no wider than the window`);
  if (touch) assert.deepEqual(await smallTargets(page), [], `${what}: targets of 44 px`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [device, settings, touch] of [
    ["desktop", {}, false],
    ["phone", phone, true],
    ["small phone", { ...phone, viewport: { width: 320, height: 640 } }, true],
  ]) {
    test(`accessibility: axe finds nothing about the inbox, on a ${device} in ${colorScheme}`, async () => {
      const names = ["ann", "bo"].map((who) => `${who}-${device.replace(" ", "-")}-${colorScheme}`);
      const ann = await chat.visit();
      const bo = await chat.visit({ ...settings, colorScheme });
      await register(ann.page, chat.url, names[0]);
      await register(bo.page, chat.url, names[1]);
      await bo.page.goto(chat.url);
      await openInbox(bo.page);
      await bo.page.getByText("Nothing here.").waitFor();
      await clean(bo.page, "an empty inbox", touch);

      const address = await startRoom(ann.page, chat.url, { name: "Tea and long walks along the coast" });
      await joinRoom(bo.page, address);
      await command(ann.page, { t: "friend_request", name: names[1] });
      await bell(bo.page, 1).waitFor();
      await clean(bo.page, "a room while the bell rings", touch);
      await bo.page.getByRole("button", { name: "Settings of this page" }).click();
      await bo.page.getByLabel(/^Notifications/).waitFor();
      await clean(bo.page, "the room's menu", touch);
      await bo.page.keyboard.press("Escape");
      await lookAway(bo.page);
      await mention(ann.page, names[1], "look");
      await (await about(ann.page, names[1])).getByRole("button", { name: "Offer the room" }).click();
      await ann.page.getByLabel("Password of your account").fill("not the right one");
      await ann.page.keyboard.press("Enter");
      await ann.page.getByRole("form").getByRole("alert").waitFor();
      await clean(ann.page, "a wrong password for an offer", false);
      await ann.page.keyboard.press("Escape");
      await bell(bo.page, 2).waitFor();
      await openInbox(bo.page);
      await notice(bo.page, "mentioned you").waitFor();
      await bo.page.getByRole("button", { name: "Notifications of this browser" }).click();
      await clean(bo.page, "an inbox with its settings", touch);
      await notice(bo.page, "asks to be your friend")
        .getByRole("button", { name: /^Accept/ })
        .click();
      await notice(bo.page, "asks to be your friend").waitFor({ state: "detached" });

      await bo.page.goto(chat.url);
      await startRoom(bo.page, chat.url, { entry: "invite" });
      await composer(bo.page).waitFor();
      if (touch) await choose(bo.page, "Share this room");
      else await bo.page.getByRole("button", { name: "Share", exact: true }).click();
      await bo.page.getByRole("button", { name: `Invite ${names[0]}` }).click();
      await bo.page.getByText("Invited", { exact: true }).waitFor();
      await clean(bo.page, "the share sheet with friends", touch);
    });
  }
}
