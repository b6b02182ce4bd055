import assert from "node:assert/strict";
import { test } from "node:test";
import { register } from "../kit/accounts.mjs";
import { sideways, smallTargets, unreachable, violations } from "../kit/looks.mjs";
import { choose, composer, joinRoom, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { phone } from "../kit/visitors.mjs";

const chat = stage(
  {
    "limits.registrations_per_hour": 1000,
    "limits.say_burst": 100,
    "complaints.per_hour": 100,
    "complaints.address_per_hour": 1000,
  },
  { networkFails: true },
);

async function clean(page, what, touch) {
  assert.deepEqual(await violations(page), [], what);
  assert.deepEqual(await unreachable(page), [], `${what}: all can be pressed`);
  assert.equal(await sideways(page), 0, `${what} is no wider than the window`);
  if (touch) assert.deepEqual(await smallTargets(page), [], `${what}: targets of 44 px`);
}

/** From the room's menu to what would be stored, looked at on the way. */
async function lookAtReport(page, touch) {
  await choose(page, "Report this room");
  const dialog = page.getByRole("dialog", { name: "Report this room" });
  await dialog.locator(".rules input").first().check();
  await clean(page, "a report while it is written", touch);
  await dialog.getByRole("button", { name: "See what is stored" }).click();
  await dialog.getByRole("alert").waitFor();
  await clean(page, "a report in which something is missing", touch);
  await dialog.getByRole("checkbox").first().check();
  await dialog.getByLabel("What happened").fill("It happened again");
  await dialog.getByRole("button", { name: "See what is stored" }).click();
  await page.getByRole("heading", { name: "This is what will be stored" }).waitFor();
  await clean(page, "what would be stored", touch);
  await dialog.getByRole("button", { name: "Send" }).click();
}

for (const colorScheme of ["light", "dark"]) {
  for (const [device, settings, touch] of [
    ["desktop", {}, false],
    ["phone", phone, true],
    ["small phone", { ...phone, viewport: { width: 320, height: 640 } }, true],
  ]) {
    test(`accessibility: axe finds nothing about complaints, on a ${device} in ${colorScheme}`, async () => {
      const ann = await chat.visit();
      const address = await startRoom(ann.page, chat.url);
      await write(ann.page, "a-very-long-word-".repeat(20));
      const { page } = await chat.visit({ ...settings, colorScheme });
      await joinRoom(page, address);
      await see(page, "a-very-long-word");
      await lookAtReport(page, touch);
      const receipt = page.getByRole("dialog", { name: /Write this down/ });
      await receipt.waitFor();
      await clean(page, "a receipt", touch);
      const words = (await receipt.locator(".words li").allInnerTexts()).join(" ");
      await receipt.getByRole("button", { name: "I have written it down" }).click();
      await page.goto(`${chat.url}/report#appeal.`);
      await page.getByText("Which rule the decision named").waitFor();
      await clean(page, "the page of reports", touch);
      await page.getByLabel("Your receipt, six words").fill(words);
      await page.getByRole("button", { name: "Open it" }).click();
      await page.getByText("What is stored with it").click();
      await clean(page, "a thread", touch);
      await page.goto(`${chat.url}/complaints`);
      await page.getByText("you were given six words").waitFor();
      await clean(page, "complaints of a visitor", touch);

      const user = await chat.visit({ ...settings, colorScheme });
      await register(user.page, chat.url, `tells-${device.replace(" ", "-")}-${colorScheme}`);
      await user.page.goto(address);
      await user.page.getByRole("button", { name: "Join" }).click();
      await composer(user.page).waitFor();
      await see(user.page, "a-very-long-word");
      await lookAtReport(user.page, touch);
      await user.page.getByRole("link", { name: "your complaint" }).waitFor();
      await clean(user.page, "a report that was sent", touch);
      await user.page.getByRole("link", { name: "your complaint" }).click();
      await user.page.getByRole("link", { name: "All your complaints" }).click();
      await user.page.getByRole("link", { name: /Report of a room/ }).waitFor();
      await clean(user.page, "one’s own complaints", touch);
    });
  }
}
