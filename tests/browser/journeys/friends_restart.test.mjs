import assert from "node:assert/strict";
import { test } from "node:test";
import { befriended } from "../kit/people.mjs";
import { composer, see, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const chat = stage({}, { wire: true, networkFails: true });

test("friends: after a restart of the server the same page goes on, and what was said before is erased", async () => {
  const wired = { visit: (options) => chat.visitByWire(options), url: chat.wire.url };
  const { ann, bo } = await befriended(wired, "anna", "bob");
  await ann.page.goto(`${wired.url}/dm/bob`);
  await bo.page.goto(`${wired.url}/dm/anna`);
  await composer(bo.page).waitFor();
  await write(ann.page, "before");
  await see(bo.page, "before");
  await chat.restart({ keepsAccounts: true });
  await ann.page.getByText("before", { exact: true }).waitFor({ state: "detached" });
  await composer(ann.page).waitFor();
  await write(ann.page, "afterwards");
  await see(bo.page, "afterwards");
  assert.equal(await bo.page.getByText("before", { exact: true }).count(), 0);
  assert.equal(await bo.page.getByText("this room is gone", { exact: false }).count(), 0);
});
