// Takes the pictures of all that has to do with accounts.
import { chooseYou, fillLogin, logIn, openYou, password, profile, takeWords } from "./accounts.mjs";
import { looks, take as takePicture } from "./camera.mjs";
import { banner, composer, joinRoom, see, startRoom, write } from "./room.mjs";
import { startServer } from "./server.mjs";
import { startBrowser } from "./visitors.mjs";

const server = await startServer({
  "rooms.per_guest": 20,
  "limits.registrations_per_hour": 1000,
  "limits.login_address_burst": 1000,
  "limits.say_burst": 50,
});
const browser = await startBrowser();

for (const [index, look] of looks.entries()) {
  const person = () => look.person(browser, server.url);
  const take = (who, name, options) => takePicture(who, name, look, options);
  const heading = ({ page }, name) => page.getByRole("heading", { name }).first().waitFor();
  const alert = ({ page }) => page.getByRole("alert").first().waitFor();
  const name = ["ann", "anna", "anne", "annika"][index];
  const [ann, bo, cy] = [await person(), await person(), await person()];

  await ann.page.goto(server.url);
  await openYou(ann.page);
  await take(ann, "visitor-menu");
  await ann.page.keyboard.press("Escape");
  await chooseYou(ann.page, "Log in");
  await heading(ann, "Log in");
  await take(ann, "login");
  await fillLogin(ann.page, "nobody", "wrong wrong");
  await alert(ann);
  await take(ann, "login-refused");
  await ann.page.getByRole("button", { name: "I forgot the password" }).click();
  await heading(ann, "Get your account back");
  await take(ann, "recovery");
  await ann.page.getByRole("button", { name: "Back to logging in" }).click();
  await ann.page.getByRole("button", { name: "Create an account" }).last().click();
  await heading(ann, "Create an account");
  await take(ann, "register");

  // In a room, from a visitor to a user.
  const address = await startRoom(ann.page, server.url, { name: "Saturday hike", topic: "Route and food" });
  await joinRoom(bo.page, address);
  await write(bo.page, "Morning! Saturday looks good.");
  await see(ann.page, "Saturday looks good");
  await composer(ann.page).fill("I bring the");
  await openYou(ann.page);
  await take(ann, "visitor-menu-in-a-room");
  await ann.page.keyboard.press("Escape");
  await chooseYou(ann.page, "Create an account");
  await ann.page.getByLabel("Name", { exact: true }).fill("an");
  await ann.page.getByLabel("Password", { exact: true }).fill(password);
  await ann.page.getByRole("button", { name: "Create the account" }).click();
  await alert(ann);
  await take(ann, "register-over-a-room");
  await ann.page.getByLabel("Name", { exact: true }).fill(name);
  await ann.page.getByRole("button", { name: "Create the account" }).click();
  await ann.page.locator(".words").waitFor();
  await take(ann, "recovery-words");
  await takeWords(ann.page);
  await take(ann, "became-a-user");
  await openYou(ann.page);
  await take(ann, "user-menu");
  await ann.page.keyboard.press("Escape");

  // The second browser.
  await logIn(cy.page, server.url, name);
  await joinRoom(cy.page, address);
  await composer(cy.page).fill("half a sentence");
  await profile(ann.page);
  await ann.page.locator(".profile-face img").first().waitFor();
  await ann.page.getByLabel("About you").fill("Likes hills and tea");
  await ann.page.getByLabel("Look absent to friends").check();
  await ann.page.getByText("Saved", { exact: true }).waitFor();
  await take(ann, "profile", { full: true });
  await ann.page.getByText("Choose another picture").click();
  await take(ann, "profile-pictures");
  await ann.page.getByText("Choose another picture").click();
  await ann.page.getByText("Change the password").first().click();
  await ann.page.getByRole("button", { name: "Log out everywhere else" }).click();
  await ann.page.getByText(/Done: 1 other browser/).waitFor();
  await take(ann, "security");
  await banner(cy.page).waitFor();
  await take(cy, "logged-out-elsewhere");
  await ann.page.getByRole("button", { name: "Delete the account…" }).click();
  await ann.page.getByRole("dialog").waitFor();
  await take(ann, "delete-account");
  await ann.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Close it/ })
    .click();
  await ann.page.getByText(/Closing; in a few/).waitFor();
  await ann.page.getByLabel("Your password").fill(password);
  await take(ann, "delete-account-closing");
  await ann.page.getByRole("button", { name: "Delete for good" }).click();
  await heading(ann, "Your account is gone");
  await take(ann, "goodbye");
  await ann.page.goto(server.url);
  await ann.page.evaluate(() => {
    history.pushState(null, "", "/account");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await heading(ann, "You are not logged in");
  await take(ann, "account-visitor");
  for (const who of [ann, bo, cy]) await who.context.close();
}
await browser.close();
await server.stop();
