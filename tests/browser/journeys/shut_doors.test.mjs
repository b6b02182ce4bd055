import assert from "node:assert/strict";
import { test } from "node:test";
import { composer, leaveRoom, see, startRoom, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";

const knockS = 3;
// The server says no with words and codes, which the browser logs as errors of the network.
const chat = stage({ "rooms.members_max": 2, "rooms.knock_s": knockS }, { networkFails: true });
const heading = (page, name) => page.getByRole("heading", { name });

test("shut door: a full room says so, and takes the next one as soon as somebody has left", async () => {
  const { ann, bo, address } = await chat.annAndBo({ listed: true, name: "For two" });
  const cy = await chat.visit();
  await cy.page.goto(address);
  await cy.page.getByRole("button", { name: "Join" }).click();
  await heading(cy.page, "This room is full").waitFor();
  await write(ann.page, "only the two of us");
  await see(bo.page, "only the two of us");
  await cy.page.getByRole("button", { name: "Try again" }).click();
  await heading(cy.page, "This room is full").waitFor();
  assert.ok(!(await cy.page.content()).includes("only the two of us"));
  await leaveRoom(bo.page);
  await ann.page.getByRole("heading", { name: "1 person here" }).waitFor();
  await cy.page.getByRole("button", { name: "Try again" }).click();
  await see(cy.page, "only the two of us");
});

test("shut door: where guests are not allowed a guest is told before trying, and in the list", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  const address = await startRoom(ann.page, chat.url, { listed: true, name: "Members only", guests: false });
  await bo.page.goto(chat.url);
  const line = bo.page.getByRole("link", { name: /Members only/ });
  await line.getByText("No guests").waitFor();
  await line.click();
  await heading(bo.page, "No guests in this room").waitFor();
  await bo.page.getByText("Only people with an account can come in.").waitFor();
  assert.equal(await bo.page.getByRole("button", { name: "Join" }).count(), 0);
  assert.deepEqual(await bo.context.cookies(), [], "being turned away leaves no trace");
  await bo.page.getByRole("main").getByRole("link", { name: "Go to the start page" }).click();
  await bo.page.getByRole("button", { name: "Start a room" }).waitFor();
  await bo.page.goto(address);
  await heading(bo.page, "No guests in this room").waitFor();
});

test("shut door: a knock that nobody answers runs out on both sides, and one can knock again", async () => {
  const ann = await chat.visit();
  const bo = await chat.visit();
  const address = await startRoom(ann.page, chat.url, { entry: "knock" });
  await bo.page.goto(address);
  await bo.page.getByRole("button", { name: "Knock" }).click();
  await bo.page.getByText(/The knock runs out in \d s/).waitFor();
  await ann.page.getByText("Somebody knocks.").waitFor();
  await heading(bo.page, "Nobody answered").waitFor();
  await ann.page.getByText("Somebody knocks.").waitFor({ state: "detached" });
  await bo.page.getByRole("button", { name: "Back to the door" }).click();
  await bo.page.getByRole("button", { name: "Knock" }).click();
  await ann.page.getByRole("button", { name: "See who" }).click();
  await ann.page.getByRole("button", { name: /^Let in / }).click();
  await composer(bo.page).waitFor();
});
