// Takes the pictures of complaints, official rooms, announcements and administration.
import { register } from "./accounts.mjs";
import { goTo, logInAsAdmin, makeAdmin, told } from "./admin.mjs";
import { looks, take as takePicture } from "./camera.mjs";
import { act, joinRoom, see, startRoom, write } from "./room.mjs";
import { startServer } from "./server.mjs";
import { startBrowser } from "./visitors.mjs";

const server = await startServer({
  "rooms.per_guest": 20,
  "limits.registrations_per_hour": 1000,
  "accounts.regions": "Europe,Asia,Africa",
});
const browser = await startBrowser();
const url = server.url;
const root = [];
for (const index of looks.keys()) root.push(await makeAdmin(server.data, `root${index}`));
const alone = (page, name) => page.getByRole("dialog", { name });

for (const [index, look] of looks.entries()) {
  const take = (who, name, options) => takePicture(who, name, look, options);
  const person = () => look.person(browser, url);
  const called = (name) => `${name}${["", ".b", ".c", ".d"][index]}`;

  const ann = await person();
  await ann.page.goto(url);
  await register(ann.page, url, called("ann"));
  const bo = await person();
  const room = await startRoom(ann.page, url, { name: "Saturday hike", topic: "Route and food" });
  await joinRoom(bo.page, room);
  await write(ann.page, "Nobody wants you here.");
  await write(ann.page, "Go away, all of you!");
  await see(bo.page, "Go away, all of you!");
  await act(bo.page, "Go away, all of you!", "Report");
  const dialog = alone(bo.page, /^Report/);
  await dialog.locator(".rules input").nth(1).check();
  await dialog.getByLabel("What happened").fill("It started when I asked about the route.");
  await take(bo, "report");
  await dialog.getByRole("button", { name: "See what is stored" }).click();
  await bo.page.locator("[data-evidence]").waitFor();
  await take(bo, "report-preview");
  await dialog.getByRole("button", { name: "Send" }).click();
  const receipt = alone(bo.page, /Write this down/);
  await receipt.waitFor();
  await take(bo, "report-receipt");
  const six = (await receipt.locator(".words li").allInnerTexts()).join(" ");
  await receipt.getByRole("button", { name: "I have written it down" }).click();

  const admin = await person();
  await admin.page.goto(`${url}/admin/login`);
  await admin.page.getByLabel("Six-digit code").waitFor();
  await take(admin, "admin-login");
  await logInAsAdmin(admin.page, url, root[index]);
  await take(admin, "admin-overview", { full: true });
  await goTo(admin.page, "Complaints");
  await admin.page.getByRole("link", { name: "About messages" }).first().waitFor();
  await take(admin, "admin-complaints");
  await admin.page.getByRole("link", { name: "About messages" }).first().click();
  await admin.page.getByText("It started when I asked").waitFor();
  await admin.page.getByRole("button", { name: "Claim" }).click();
  await told(admin.page, "It is yours.");
  await admin.page.getByLabel("To the reporter", { exact: true }).fill("Thank you. What came before?");
  await admin.page.getByRole("button", { name: "Send the reply" }).click();
  await told(admin.page, "The reply is sent.");
  await take(admin, "admin-case", { full: true });
  for (const [part, name] of [
    ["Rooms", "admin-rooms"],
    ["People", "admin-people"],
    ["Announcements", "admin-announcements"],
    ["Audit log", "admin-audit"],
    ["Settings", "admin-settings"],
  ]) {
    await goTo(admin.page, part);
    await admin.page.waitForLoadState("networkidle");
    await take(admin, name, { full: true });
  }

  // What the admin's words make of the public page.
  const api = (path, body) =>
    admin.page.evaluate(
      ([at, what]) =>
        fetch(`/admin/api/${at}`, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-SRChat": "1" },
          body: JSON.stringify(what),
        }).then((answer) => answer.json()),
      [path, body],
    );
  if (index === 0) {
    await api("rooms", { kind: "global", name: "Town square", topic: "For everybody" });
    await api("rooms", { kind: "regional", name: "Europe", topic: "In any language", region: "Europe" });
    await api("rooms", {
      kind: "special",
      name: "Friday quiz",
      topic: "Ten questions",
      opens_at: Date.now() + 7_200_000,
      capacity: 50,
    });
    await api("announcements", {
      text: "Maintenance on Sunday from 10 to 11. Rooms begin anew after it.",
      scope: "all",
      until: Date.now() + 86_400_000,
    });
  }
  const cy = await person();
  await cy.page.goto(url);
  await cy.page.getByText("Town square").waitFor();
  await cy.page.getByText("Maintenance on Sunday").first().waitFor();
  await take(cy, "start-official");
  await cy.page.getByText("Friday quiz").click();
  await cy.page.getByText(/opens/i).first().waitFor();
  await take(cy, "door-not-open");
  await cy.page.goto(`${url}/report`);
  await cy.page.getByLabel("Your receipt, six words").waitFor();
  await take(cy, "report-page", { full: true });
  await cy.page.getByLabel("Your receipt, six words").fill(six);
  await cy.page.getByRole("button", { name: "Open it" }).click();
  await cy.page.locator(".thread").waitFor();
  await take(cy, "report-thread", { full: true });
  await cy.page.goto(`${url}/transparency`);
  await cy.page.getByRole("heading", { level: 1 }).waitFor();
  await cy.page.waitForLoadState("networkidle");
  await take(cy, "transparency", { full: true });
  for (const one of [ann, bo, admin, cy]) await one.context.close();
}

await browser.close();
await server.stop();
