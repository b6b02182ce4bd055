// Takes the pictures of friends, direct messages and the inbox.
import { chooseYou, register } from "./accounts.mjs";
import { looks, take as takePicture } from "./camera.mjs";
import { befriended, command, lookAway, mention, notice, openInbox } from "./people.mjs";
import { act, composer, joinRoom, see, startRoom, write } from "./room.mjs";
import { startServer } from "./server.mjs";
import { startBrowser } from "./visitors.mjs";

const server = await startServer({
  "rooms.per_guest": 20,
  "limits.registrations_per_hour": 1000,
  "limits.say_burst": 50,
});
const browser = await startBrowser();

for (const [index, look] of looks.entries()) {
  const person = () => look.person(browser, server.url);
  const take = (who, name, options) => takePicture(who, name, look, options);
  const heading = ({ page }, name) => page.getByRole("heading", { name }).first().waitFor();
  const called = (name) => `${name}${["", ".b", ".c", ".d"][index]}`;
  const stage = { visit: person, url: server.url };
  const visitor = await person();
  await visitor.page.goto(`${server.url}/friends`);
  await visitor.page.getByText("With an account you have friends here").waitFor();
  await take(visitor, "friends-visitor");

  const { ann, bo } = await befriended(stage, called("ann"), called("bert"));
  const cy = await person();
  await cy.page.goto(server.url);
  await register(cy.page, server.url, called("cleo"));
  await ann.page.goto(`${server.url}/inbox`);
  await heading(ann, "Inbox");
  await take(ann, "inbox-one");

  const others = ["dan", "eve", "finn"].map(called);
  for (const name of others) {
    const other = await person();
    await register(other.page, server.url, name);
    if (name === others[0]) await command(other.page, { t: "friend_request", name: called("ann") });
    await other.context.close();
  }
  await command(ann.page, { t: "friend_request", name: others[1] });
  await command(ann.page, { t: "block", name: others[2] });
  await chooseYou(ann.page, "Friends");
  await heading(ann, "Friends");
  await ann.page.getByText("wants to be your friend").waitFor();
  await take(ann, "friends", { full: true });
  await ann.page.getByRole("button", { name: `Unfriend: ${called("bert")}` }).click();
  await take(ann, "friends-sure", { full: true });
  await ann.page.getByRole("button", { name: "Keep" }).click();
  await ann.page.getByLabel(/^Add a friend/).fill("nobody-there");
  await ann.page.getByRole("button", { name: "Ask", exact: true }).click();
  await ann.page.getByRole("alert").first().waitFor();
  await take(ann, "friends-refused");

  // Two friends write to each other.
  await ann.page.goto(`${server.url}/dm/${called("bert")}`);
  await composer(ann.page).waitFor();
  await take(ann, "direct-empty");
  await write(ann.page, "Are you coming on Saturday?");
  await write(ann.page, "I have a seat left in the car.");
  await bo.page.goto(`${server.url}/inbox`);
  await notice(bo.page, "New message").waitFor();
  await take(bo, "inbox-direct");
  await bo.page.goto(`${server.url}/dm/${called("ann")}`);
  await see(bo.page, "a seat left");
  await write(bo.page, "Yes! Nine o’clock at the station?");
  await write(ann.page, "Nine it is.");
  await see(bo.page, "Nine it is.");
  await ann.page.getByText("Seen", { exact: true }).waitFor();
  await take(ann, "direct");
  await ann.page.keyboard.press("Control+k");
  await ann.page.getByRole("dialog").waitFor();
  await take(ann, "switcher-friends");
  await ann.page.keyboard.press("Escape");

  // The card of an account, and what an inbox holds.
  const address = await startRoom(cy.page, server.url, { name: "Saturday hike", topic: "Route and food" });
  await joinRoom(ann.page, address);
  await write(cy.page, "Anybody with a spare rope?");
  await act(ann.page, "Anybody with", `About ${called("cleo")}`);
  await ann.page.getByRole("dialog").waitFor();
  await ann.page.getByRole("button", { name: "Add friend" }).waitFor();
  await take(ann, "card");
  await ann.page.keyboard.press("Escape");
  await ann.page.getByRole("button", { name: "Share", exact: true }).click();
  await ann.page.getByRole("heading", { name: "Invite a friend" }).waitFor();
  await take(ann, "invite-friend");
  await ann.page.getByRole("button", { name: `Invite ${called("bert")}` }).click();
  await ann.page.getByText("Invited", { exact: true }).waitFor();
  await ann.page.keyboard.press("Escape");
  await lookAway(ann.page);
  await mention(cy.page, called("ann"), "shall we take the long way?");
  await openInbox(ann.page);
  await notice(ann.page, "mentioned you").waitFor();
  await take(ann, "inbox");
  await ann.page.getByRole("button", { name: "Notifications of this browser" }).click();
  await take(ann, "inbox-settings", { full: true });
  for (const who of [visitor, ann, bo, cy]) await who.context.close();
}
await browser.close();
await server.stop();
