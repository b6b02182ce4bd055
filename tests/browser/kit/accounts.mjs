// What people do with their accounts. Each waits until the page shows that it is done.

export const password = "seven green bicycles";

/** Opens the menu of whoever sits before the page; in a room on a phone it is part of the room's menu. */
export async function openYou(page) {
  const own = page.getByRole("button", { name: /^You:/ });
  const rooms = page.getByRole("button", { name: "Settings of this page" });
  await own.or(rooms).first().waitFor();
  await ((await own.isVisible()) ? own : rooms).click();
  const menu = page.locator("#you-menu, #room-menu");
  await menu.waitFor();
  return menu;
}

export async function chooseYou(page, name) {
  const menu = await openYou(page);
  await menu.getByRole("button", { name }).click();
}

/** Fills in the form that is open, as a page or over a room, and takes note of the recovery words. */
export async function fillRegister(page, name, secret = password) {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Create the account" }).click();
  return takeWords(page);
}

export async function takeWords(page) {
  const dialog = page.getByRole("dialog", { name: "Write these six words down" });
  await dialog.waitFor();
  const words = (await dialog.locator(".words li").allInnerTexts()).join(" ");
  await dialog.getByRole("button", { name: "I have written them down" }).click();
  await dialog.waitFor({ state: "detached" });
  return words;
}

/** From the start page to one's own profile. Returns the recovery words. */
export async function register(page, base, name) {
  await page.goto(base);
  await chooseYou(page, "Create an account");
  const words = await fillRegister(page, name);
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  return words;
}

export async function fillLogin(page, name, secret = password) {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.locator("form").getByRole("button", { name: "Log in", exact: true }).click();
}

export async function logIn(page, base, name, secret = password) {
  await page.goto(base);
  await chooseYou(page, "Log in");
  await fillLogin(page, name, secret);
  await page.getByRole("heading", { name: /A room to talk in/ }).waitFor();
  await page.getByRole("button", { name: `You: ${name}` }).waitFor();
}

export async function profile(page) {
  await chooseYou(page, "Profile");
  await page.getByRole("heading", { name: "Your account" }).waitFor();
}
