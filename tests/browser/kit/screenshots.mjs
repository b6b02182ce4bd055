// Takes the pictures of docs/screenshots/: start page and room, on a desk and on a phone, light and dark.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { act, composer, joinRoom, see, startRoom, write } from "./room.mjs";
import { startServer } from "./server.mjs";
import { desktop, phone, startBrowser, visitor } from "./visitors.mjs";

const folder = fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url));
mkdirSync(folder, { recursive: true });
const server = await startServer({ "rooms.per_guest": 5, "limits.say_burst": 50 });
const browser = await startBrowser();

async function take(page, name) {
  const file = `${folder}${name}.png`;
  await page.screenshot({ path: file });
  execFileSync("pngquant", ["--force", "--strip", "--ext", ".png", "128", file]);
}

const listed = [
  { name: "Tea and biscuits", topic: "What are you drinking today?" },
  { name: "Film night", topic: "Guess the scene", life: "24h", messageLife: "5m" },
  { name: "Lernzirkel Mathematik", topic: "Klausur am Montag", messageLife: "24h" },
];
const hosts = [];
for (const options of listed) {
  const host = await visitor(browser, server.url);
  await startRoom(host.page, server.url, { ...options, listed: true });
  hosts.push(host);
}
const ann = await visitor(browser, server.url);
const bo = await visitor(browser, server.url);
const hike = { name: "Saturday hike", topic: "Route, food and who drives", life: "24h" };
const address = await startRoom(ann.page, server.url, hike);
await joinRoom(bo.page, address);
await write(ann.page, "Morning! Saturday looks good: 14 degrees, dry until the evening.");
await write(ann.page, "The map is here: https://maps.example.org/trail/kettle-valley");
await see(bo.page, "The map is here");
await write(bo.page, "Lovely. I can take three people from the station at 8.15.");
await write(bo.page, "Who brings the stove?\nI have gas, but only one small canister.");
await see(ann.page, "Who brings the stove");
await act(ann.page, "Lovely.", "React");
await ann.page.getByRole("button", { name: "Heart" }).click();
await write(ann.page, "I do. Also coffee, as always.");
await see(bo.page, "Also coffee");

for (const [device, settings] of [
  ["desktop", desktop],
  ["phone", phone],
]) {
  for (const colorScheme of ["light", "dark"]) {
    const looker = await visitor(browser, server.url, { ...settings, colorScheme });
    await looker.page.goto(server.url);
    await looker.page.getByRole("link", { name: /Tea and biscuits/ }).waitFor();
    await take(looker.page, `landing-${device}-${colorScheme}`);
    await joinRoom(looker.page, address);
    await see(looker.page, "Also coffee");
    await composer(looker.page).fill(device === "phone" ? "" : "See you at the station");
    await looker.page.locator("[data-message] img.avatar").first().waitFor();
    await looker.page.mouse.move(4, 4);
    await take(looker.page, `room-${device}-${colorScheme}`);
    await looker.page.getByRole("button", { name: "Settings of this page" }).click();
    await looker.page.getByRole("button", { name: "Leave the room" }).click();
    await looker.leave();
  }
}
await browser.close();
await server.stop();
