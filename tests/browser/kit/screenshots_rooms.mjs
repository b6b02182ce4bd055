// Takes the pictures of rooms in full for docs/screenshots/: doors, staff, ownership, messages and their end.
import { looks, take as takePicture } from "./camera.mjs";
import { choose, composer, message, see, startRoom, write } from "./room.mjs";
import { startServer } from "./server.mjs";
import { startBrowser } from "./visitors.mjs";

const server = await startServer({ "rooms.per_guest": 5, "limits.say_burst": 50 });
const browser = await startBrowser();

/** A landscape, drawn in the page. */
const landscape = (page) =>
  page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 600 });
    const context = canvas.getContext("2d");
    const sky = context.createLinearGradient(0, 0, 0, 600);
    for (const [at, colour] of [
      [0, "#3b76c4"],
      [0.55, "#f2c38b"],
      [0.56, "#2d5b46"],
      [1, "#16352a"],
    ]) {
      sky.addColorStop(at, colour);
    }
    context.fillStyle = sky;
    context.fillRect(0, 0, 900, 600);
    context.fillStyle = "#31505e";
    context.fill(new Path2D("M0 340 L260 120 L420 300 L640 160 L900 340"));
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });

for (const look of looks) {
  const { touch } = look;
  const person = () => look.person(browser, server.url);
  const take = (who, name) => takePicture(who, name, look);
  const use = async ({ page }, text, name) => {
    const row = message(page, text).first();
    await (touch ? row.tap() : row.hover());
    await row.getByRole("button", { name }).click();
  };
  const [ann, bo] = [await person(), await person()];

  await bo.page.goto(server.url);
  await bo.page.getByText("Name, lifetime, who can come in").click();
  await bo.page.getByRole("radio", { name: /^After knocking/ }).check();
  await take(bo, "choices");
  const secret = { entry: "password", password: "open sesame", name: "Book club" };
  await bo.page.goto(await startRoom(ann.page, server.url, secret));
  await bo.page.getByLabel("Password of the room").fill("open barley");
  await bo.page.getByRole("button", { name: "Join with the password" }).click();
  await bo.page.getByRole("alert").waitFor();
  await take(bo, "door-password");
  await bo.page.goto(await startRoom(ann.page, server.url, { entry: "knock", name: "Planning" }));
  await bo.page.getByLabel("A word to those inside, if you like").fill("It is Bo from the choir");
  await take(bo, "door-knock");
  await bo.page.getByRole("button", { name: "Knock" }).click();
  await bo.page.getByText(/The knock runs out/).waitFor();
  await take(bo, "door-waiting");
  await ann.page.getByRole("button", { name: "See who" }).click();
  await ann.page.getByText("What they say").click();
  await take(ann, "at-the-door");
  await ann.page.getByRole("button", { name: /^Let in / }).click();
  await composer(bo.page).waitFor();
  await ann.page.keyboard.press("Escape");
  await ann.page.getByRole("button", { name: "Share", exact: true }).click();
  await ann.page.getByRole("button", { name: "Make an invitation link" }).click();
  await ann.page.getByText(/now holds an invitation/).waitFor();
  await take(ann, "share-invitation");
  await ann.page.keyboard.press("Escape");

  const hike = { name: "Saturday hike", topic: "Route, food and who drives", life: "24h", listed: true };
  await bo.page.goto(await startRoom(ann.page, server.url, hike));
  await bo.page.getByRole("button", { name: "Join" }).waitFor();
  await take(bo, "door-listed");
  await bo.page.getByRole("button", { name: "Join" }).click();
  await composer(bo.page).waitFor();
  await write(ann.page, "Morning! **Saturday** looks good, dry until the evening. Bring:\n- water\n- a coat");
  await write(bo.page, "Lovely. I can take *three* people from the station.");
  await see(ann.page, "Lovely.");
  await use(ann, "Lovely.", "Reply");
  await write(ann.page, "8.15 then. For the seats:\n```js\nconst cars = people / 4; // at least\n```");
  await see(bo.page, "8.15 then");
  await use(ann, "Morning!", "Pin");
  await bo.page.getByRole("group", { name: "Pinned message" }).waitFor();
  const buffer = Buffer.from(await landscape(bo.page));
  const file = { name: "The ridge at dawn.jpg", mimeType: "image/jpeg", buffer };
  await bo.page.locator('input[type="file"]').first().setInputFiles(file);
  await bo.page.getByLabel("Description, for those who cannot see it").waitFor();
  await composer(bo.page).fill("This is the way up");
  await take(bo, "picture-draft");
  await bo.page.getByRole("button", { name: "Send" }).click();
  await ann.page.locator("[data-message] .picture img").waitFor();
  await bo.page.locator("[data-message] .picture img").click();
  await take(bo, "picture-large");
  await bo.page.keyboard.press("Escape");
  await composer(ann.page).pressSequentially("@");
  await ann.page.getByRole("option").first().waitFor();
  await take(ann, "mention");
  await composer(ann.page).press("Enter");
  await ann.page.keyboard.type("nice one");
  await ann.page.getByRole("button", { name: "Send" }).click();
  await see(bo.page, "nice one");
  await take(bo, "room-in-full");
  await choose(ann.page, "Find in this room");
  await ann.page.getByLabel("Find in the messages on this page").fill("station");
  await ann.page.locator(".message.marked").waitFor();
  await take(ann, "find");
  await ann.page.keyboard.press("Escape");
  if (touch) await ann.page.getByRole("button", { name: /here, show them/ }).click();
  const list = touch ? ann.page.getByRole("dialog") : ann.page.locator(".roster-side");
  await list.getByRole("button", { name: /^About / }).click();
  await ann.page.getByRole("button", { name: "1 hour" }).click();
  await bo.page.getByText(/You are muted/).waitFor();
  await take(ann, "member");
  await take(bo, "muted");
  await ann.page.getByRole("button", { name: "Offer the room" }).click();
  await bo.page.getByRole("button", { name: "Decline" }).waitFor();
  await take(bo, "offer");
  await bo.page.getByRole("button", { name: "Decline" }).click();
  await choose(ann.page, "Settings of the room");
  await take(ann, "settings");
  await ann.page.getByRole("button", { name: "Close the room" }).click();
  await ann.page.getByLabel("Why, if you want to say it").fill("See you on Saturday");
  await take(ann, "close");
  await ann.page.getByRole("dialog").getByRole("button", { name: "Close the room" }).click();
  await bo.page.getByText("“See you on Saturday”").waitFor();
  await take(bo, "closing");
  await bo.page.getByRole("heading", { name: "This room has ended" }).waitFor();
  await take(bo, "ended");
  await bo.leave();
  await ann.leave();
}
await browser.close();
await server.stop();
