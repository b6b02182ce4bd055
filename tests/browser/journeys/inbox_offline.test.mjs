import assert from "node:assert/strict";
import { test } from "node:test";
import { bell, lookAway, mention, notice, openInbox } from "../kit/people.mjs";
import { banner, comeBack } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const chat = stage({ "limits.say_burst": 100 }, { wire: true });

test("inbox: what came while one was offline is there afterwards, once each and the newest first", async () => {
  const { ann, bo, owner, name } = await chat.annAndBo({ name: "Wire" });
  await lookAway(bo.page);
  await mention(ann.page, name, "before");
  await bell(bo.page, 1).waitFor();
  chat.wire.cut();
  await banner(bo.page).waitFor();
  for (const text of ["one", "two", "three"]) await mention(ann.page, name, text);
  chat.wire.mend();
  await comeBack(bo.page);
  await bell(bo.page, 4).waitFor();
  await openInbox(bo.page);
  assert.equal(await notice(bo.page, `${owner} mentioned you in Wire`).count(), 4);
  await notice(bo.page, "mentioned")
    .first()
    .getByRole("button", { name: /^Go there/ })
    .click();
  await bo.page.locator(".message.marked").getByText("three").waitFor();
});

test("inbox: what cannot be done offline is told where it was asked for", async () => {
  const { ann, bo, name } = await chat.annAndBo({ name: "Cut" });
  await lookAway(bo.page);
  await mention(ann.page, name, "stays");
  await bell(bo.page, 1).waitFor();
  await openInbox(bo.page);
  chat.wire.cut();
  await banner(bo.page).waitFor();
  const line = notice(bo.page, "mentioned");
  await line.getByRole("button", { name: /^Dismiss/ }).click();
  await line.getByRole("alert").waitFor();
  chat.wire.mend();
  await comeBack(bo.page);
  await line.getByRole("button", { name: /^Dismiss/ }).click();
  await bo.page.getByText("Nothing here.").waitFor();
});
