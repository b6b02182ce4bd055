// What people do, in their own words. Each waits until the page shows that it is done.

const entries = { password: /^With a password/, knock: /^After knocking/, invite: /^By invitation/ };

/** From the start page into a new room, with options if there are any. Returns the room's address. */
export async function startRoom(page, base, options = {}) {
  await page.goto(base);
  if (Object.keys(options).length > 0) await page.getByText("Name, lifetime, who can come in").click();
  if (options.name) await page.getByLabel("Name", { exact: true }).fill(options.name);
  if (options.topic) await page.getByLabel("Topic").fill(options.topic);
  if (options.life) await page.getByLabel("The room is kept").selectOption(options.life);
  if (options.messageLife) await page.getByLabel("Each message is kept").selectOption(options.messageLife);
  if (options.entry) await page.getByRole("radio", { name: entries[options.entry] }).check();
  if (options.password) await page.getByLabel("Password of the room").fill(options.password);
  if (options.voiced) await page.getByLabel("Who writes").selectOption("voiced");
  if (options.slow) await page.getByLabel(/^Slow mode/).selectOption(String(options.slow));
  if (options.guests === false) await page.getByLabel("Guests without an account may come in").uncheck();
  if (options.listed) await page.getByLabel("Everybody; it is listed on this page").check();
  await page.getByRole("button", { name: "Start a room" }).click();
  await composer(page).waitFor();
  return page.url();
}

export async function joinRoom(page, address) {
  await page.goto(address);
  await page.getByRole("button", { name: "Join" }).click();
  await composer(page).waitFor();
}

export const composer = (page) => page.getByRole("textbox", { name: "Message", exact: true });

export async function write(page, text) {
  await composer(page).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

/** A message in the log, by its text. */
export const message = (page, text) => page.locator("[data-message]").filter({ hasText: text });

export const see = (page, text) => message(page, text).first().waitFor();

export const vanish = (page, text, timeout = 25_000) =>
  message(page, text).first().waitFor({ state: "detached", timeout });

/** The texts of all messages in the log, in order. */
export const texts = (page) => page.locator("[data-message] .text").allInnerTexts();

export async function act(page, text, name) {
  await message(page, text).hover();
  await message(page, text).getByRole("button", { name, exact: true }).click();
}

/** Through the menu of the room's header. */
export async function choose(page, name) {
  await page.getByRole("button", { name: "Settings of this page" }).click();
  await page.locator("#room-menu").getByRole("button", { name }).click();
}

export const leaveRoom = (page) => choose(page, "Leave the room");

/** The card of somebody, from the list of people. */
export async function about(page, name) {
  await page
    .locator(".roster-side")
    .getByRole("button", { name: `About ${name}` })
    .click();
  const card = page.getByRole("dialog", { name });
  await card.waitFor();
  return card;
}

/** The name under which a page is in its room. */
export async function ownName(page) {
  return (await page.locator(".roster-side .member.own .member-name").textContent()).trim();
}

/** Who the list of people marks as "owner", "moderator", "next owner" and the like. */
export const marked = (page, mark) =>
  page
    .locator(".roster-side .member")
    .filter({ has: page.locator(".note", { hasText: new RegExp(`^${mark}`) }) });

export const row = (page, text) => page.locator(".event-row").filter({ hasText: text }).first().waitFor();

export const banner = (page) => page.locator(".banner");

/** After the wire was mended: asks for the connection, unless the page is quicker and has it back by itself. */
export async function comeBack(page) {
  const back = banner(page).waitFor({ state: "detached" });
  await Promise.race([back, page.getByRole("button", { name: "Retry now" }).click()]);
  await back;
}
