// Takes the pictures of what is seen more seldom: shut doors, small dialogs, what goes wrong, a room that changes hands.
import { chooseYou } from "./accounts.mjs";
import { looks, take as takePicture } from "./camera.mjs";
import {
  about,
  act,
  banner,
  choose,
  composer,
  joinRoom,
  leaveRoom,
  marked,
  message,
  ownName,
  see,
  startRoom,
  write,
} from "./room.mjs";
import { startServer } from "./server.mjs";
import { startBrowser } from "./visitors.mjs";
import { startWire } from "./wire.mjs";

const wire = await startWire();
const server = await startServer({
  "server.origins": wire.url,
  "rooms.per_guest": 20,
  "rooms.members_max": 2,
  "rooms.knock_s": 4,
  "rooms.owner_grace_s": 1,
  "limits.say_burst": 50,
});
wire.lead(server.port);
const browser = await startBrowser();
const heading = ({ page }, name) => page.getByRole("heading", { name }).first().waitFor();

for (const look of looks) {
  const { touch } = look;
  const person = (base = server.url) => look.person(browser, base);
  const take = (who, name, options) => takePicture(who, name, look, options);
  /** The list of people, which lies in a drawer on a phone; there it is taken. */
  const card = async (who, name) => {
    if (!touch) return about(who.page, name);
    await who.page.getByRole("button", { name: /here, show them/ }).click();
    const drawer = who.page.getByRole("dialog");
    await take(who, "people");
    await drawer.getByRole("button", { name: `About ${name}` }).click();
    return who.page.getByRole("dialog", { name });
  };
  const [ann, bo, cy] = [await person(), await person(), await person(wire.url)];
  const away = (address) => address.replace(server.url, wire.url);

  // Doors that stay shut.
  await cy.page.goto(`${wire.url}/r/${"0".repeat(17)}`);
  await heading(cy, "This room is not open to everybody");
  await take(cy, "door-unknown");
  await cy.page.goto(`${wire.url}/r/short`);
  await cy.page.getByRole("heading").first().waitFor();
  await take(cy, "missing");
  await cy.page.goto(
    away(await startRoom(ann.page, server.url, { listed: true, name: "Members only", guests: false })),
  );
  await heading(cy, "No guests in this room");
  await take(cy, "door-no-guests");
  await cy.page.goto(
    away(await startRoom(ann.page, server.url, { listed: true, name: "Board", entry: "invite" })),
  );
  await heading(cy, "By invitation only");
  await take(cy, "door-invite-only");
  await cy.page.goto(away(await startRoom(ann.page, server.url, { name: "Planning", entry: "knock" })));
  await cy.page.getByRole("button", { name: "Knock" }).click();
  await heading(cy, "Nobody answered");
  await take(cy, "door-unanswered");

  // A room for two, from its first second on.
  const address = await startRoom(ann.page, server.url, {
    listed: true,
    name: "Garden club",
    topic: "Seeds and soil",
  });
  await take(ann, "room-empty");
  await joinRoom(bo.page, address);
  const name = await ownName(bo.page);
  await cy.page.goto(away(address));
  await cy.page.getByRole("button", { name: "Join" }).click();
  await heading(cy, "This room is full");
  await take(cy, "door-full");
  await ann.page.getByRole("button", { name: "Settings of this page" }).click();
  await take(ann, "menu");
  await ann.page.keyboard.press("Escape");
  await ann.page.getByRole("button", { name: "Share", exact: true }).click();
  await ann.page.getByRole("img", { name: "QR code of the link" }).waitFor();
  await take(ann, "share");
  await ann.page.keyboard.press("Escape");
  await chooseYou(ann.page, "Change your name");
  await ann.page.getByRole("dialog").waitFor();
  await take(ann, "rename");
  await ann.page.keyboard.press("Escape");
  if (!touch) {
    await choose(ann.page, "Keys");
    await take(ann, "keys");
    await ann.page.keyboard.press("Escape");
    await ann.page.keyboard.press("Control+k");
    await ann.page.getByRole("dialog", { name: "Go to" }).waitFor();
    await take(ann, "switcher");
    await ann.page.keyboard.press("Escape");
  }
  await write(bo.page, "The first tomatoes are out. Who wants some?");
  await see(ann.page, "The first tomatoes");
  if (touch) await message(ann.page, "The first tomatoes").tap();
  await act(ann.page, "The first tomatoes", "React");
  await ann.page.getByRole("group", { name: "React with" }).waitFor();
  await take(ann, "react", { pointer: true });
  await ann.page.keyboard.press("Escape");
  await write(ann.page, "Me, please: two or three");
  await see(bo.page, "Me, please");
  await composer(ann.page).press("ArrowUp");
  await ann.page.getByRole("textbox", { name: "Edit message" }).waitFor();
  await take(ann, "edit");
  await ann.page.keyboard.press("Escape");
  await choose(ann.page, "Settings of the room");
  await ann.page.getByLabel(/^Slow mode/).selectOption("60000");
  await ann.page.getByLabel("Who writes").scrollIntoViewIfNeeded();
  await take(ann, "settings-more");
  await ann.page.keyboard.press("Escape");
  await composer(bo.page).fill("Then come over, and bring a bag");
  await bo.page.getByText(/Slow mode: your next/).waitFor();
  await take(bo, "slow-mode");
  await (await card(ann, name)).getByRole("button", { name: "Ban from the room" }).click();
  await ann.page.getByRole("group", { name: "Are you sure?" }).waitFor();
  await take(ann, "ban");
  await ann.page.getByRole("button", { name: "Ban", exact: true }).click();
  await heading(bo, "You may not enter this room");
  await take(bo, "door-banned");
  await choose(ann.page, "Banned people");
  await ann.page.getByRole("button", { name: `Lift the ban of ${name}` }).waitFor();
  await take(ann, "bans");
  await ann.page.keyboard.press("Escape");

  // Sent out, and what a bad network does.
  await cy.page.getByRole("button", { name: "Try again" }).click();
  await composer(cy.page).waitFor();
  wire.cut();
  await banner(cy.page).waitFor();
  await write(cy.page, "I am on a train");
  await cy.page.getByText("Waiting to be sent").waitFor();
  await take(cy, "reconnecting");
  wire.mend();
  await banner(cy.page).waitFor({ state: "detached", timeout: 40_000 });
  const sent = await card(ann, await ownName(cy.page));
  await sent.getByRole("button", { name: "Send out for a while" }).click();
  await sent.getByRole("button", { name: "Send out", exact: true }).click();
  await heading(cy, "You were sent out of this room");
  await take(cy, "door-sent-out");
  await cy.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  wire.cut();
  await cy.page.reload();
  await heading(cy, "No connection");
  await take(cy, "offline");
  wire.mend();

  // Another owner.
  const second = await startRoom(ann.page, server.url, { name: "Harvest", voiced: true });
  await joinRoom(cy.page, away(second));
  await take(cy, "no-voice");
  await leaveRoom(ann.page);
  await marked(cy.page, "owner").first().waitFor({ state: "attached" });
  await cy.page.getByText("You own this room now").waitFor();
  await take(cy, "succession");
  for (const each of [ann, bo, cy]) await each.leave();
}
await browser.close();
await wire.close();
await server.stop();
