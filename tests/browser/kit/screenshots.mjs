// Takes the pictures of docs/screenshots/: start page and room, on a desk and on a phone, light and dark.
import { looks, take } from "./camera.mjs";
import { act, composer, joinRoom, leaveRoom, see, startRoom, write } from "./room.mjs";
import { startServer } from "./server.mjs";
import { startBrowser, visitor } from "./visitors.mjs";

const server = await startServer({ "rooms.per_guest": 5, "limits.say_burst": 50 });
const browser = await startBrowser();

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

for (const look of looks) {
  const looker = await look.person(browser, server.url);
  await looker.page.goto(server.url);
  await looker.page.getByRole("link", { name: /Tea and biscuits/ }).waitFor();
  await take(looker, "landing", look);
  await joinRoom(looker.page, address);
  await see(looker.page, "Also coffee");
  await composer(looker.page).fill(look.touch ? "" : "See you at the station");
  await looker.page.locator("[data-message] img.avatar").first().waitFor();
  await take(looker, "room", look);
  await leaveRoom(looker.page);
  await looker.leave();
}
await browser.close();
await server.stop();
