import { test } from "node:test";
import { stage } from "../kit/stage.mjs";

// What people are told while a server closes its doors, where they are.

const closed = stage({ "security.emergency_level": 1 }, { networkFails: true });
const noRooms = stage({ "security.emergency_level": 3 }, { networkFails: true });
const solving = stage({ "security.emergency_level": 2 }, { networkFails: true });

test("emergency: nobody new comes in, and the start page says so and when to try again", async () => {
  const ann = await closed.visit();
  await ann.page.goto(closed.url);
  await ann.page.getByRole("button", { name: "Start a room" }).click();
  await ann.page.getByText("This server lets nobody new in just now").waitFor();
  await ann.page.getByText(/You can try again in/).waitFor();
});

test("emergency: guests open no rooms, and are told what they can do instead", async () => {
  const ann = await noRooms.visit();
  await ann.page.goto(noRooms.url);
  await ann.page.getByRole("button", { name: "Start a room" }).click();
  await ann.page.getByText("Guests open no rooms just now").waitFor();
});

test("emergency: registration is closed, and the form says so", async () => {
  const ann = await noRooms.visit();
  await ann.page.goto(`${noRooms.url}/register`);
  await ann.page.getByLabel("Name", { exact: true }).fill("ann-of-tea");
  await ann.page.getByLabel("Password", { exact: true }).fill("correct horse");
  await ann.page.getByRole("button", { name: "Create the account" }).click();
  await ann.page.getByText("No new accounts are made here just now").waitFor();
});

test("emergency: at level two a visitor solves something and hears about rooms", async () => {
  const ann = await solving.visit();
  await ann.page.goto(solving.url);
  await ann.page.getByRole("button", { name: "Start a room" }).click();
  await ann.page.getByText("Guests open no rooms just now").waitFor();
});
