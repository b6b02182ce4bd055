import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const desktop = { viewport: { width: 1280, height: 800 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: flags });
}

/** What a cut wire makes a browser say; everything else on the console is a fault of the page. */
const ofTheNetwork =
  /net::ERR_|WebSocket connection to|Failed to load resource|the server responded with a status of/;

/**
 * A person with a browser profile of their own. `leave` closes it and fails if the page complained, broke its
 * content security policy, or asked anybody but its own server.
 */
export async function visitor(browser, base, options = {}) {
  const { networkFails = false, ...settings } = { ...desktop, ...options };
  const context = await browser.newContext({ colorScheme: "light", reducedMotion: "reduce", ...settings });
  context.setDefaultTimeout(25_000);
  const complaints = [];
  const strangers = [];
  const origin = new URL(base).origin;
  const own = (url) =>
    url.startsWith("data:") || url.startsWith("blob:") || url.replace(/^ws/, "http").startsWith(`${origin}/`);
  context.on("request", (request) => own(request.url()) || strangers.push(request.url()));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      // Console messages are what the kit listens to.
      console.error(`content security policy: ${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  context.on("weberror", (error) => complaints.push(String(error.error().stack)));
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (networkFails && ofTheNetwork.test(message.text())) return;
    complaints.push(`${message.type()}: ${message.text()}`);
  });
  const page = await context.newPage();
  page.on("websocket", (socket) => own(socket.url()) || strangers.push(socket.url()));
  return {
    context,
    page,
    complaints,
    async leave() {
      await context.close();
      assert.deepEqual(complaints, [], "the page complained");
      assert.deepEqual(strangers, [], "the page asked somebody else");
    },
  };
}
