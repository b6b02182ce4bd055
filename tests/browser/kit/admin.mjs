import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { binary } from "./server.mjs";

// How admins come about and log in. Each waits until the page shows that it is done.

export const adminPassword = "twelve quiet lanterns";
const stepMs = 30_000;

/** The six digits of RFC 6238 (SHA-1, 30 s) of one step, for a secret in base32. */
function codeOf(secret, step) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = hash.at(-1) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/**
 * Codes of one secret, each used once. The server takes one step to either side and none that is not newer than the
 * last, so three can follow each other at once; whoever needs more waits as a person would.
 */
function codesOf(secret) {
  let last = 0;
  return async () => {
    const now = () => Math.floor(Date.now() / stepMs);
    const step = Math.max(last + 1, now() - 1);
    last = step;
    // A step further than the next one is not taken yet.
    while (step > now() + 1) await pause(250);
    return codeOf(secret, step);
  };
}

/** Makes an admin on the command line, beside the running server, and reads the secret as a person would. */
export async function makeAdmin(data, name = "root") {
  const child = spawn(binary, ["admin", "create", name, "--data-dir", data]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part) => {
      said += part;
    });
  }
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  child.stdin.end(`${adminPassword}\n${adminPassword}\n`);
  const code = await ended;
  const secret = /^\s*([A-Z2-7]{16,})=*\s*$/m.exec(said)?.[1];
  const uri = /otpauth:\/\/totp\/\S+/.exec(said)?.[0];
  if (code !== 0 || !secret || !uri?.includes(`secret=${secret}`)) throw new Error(`admin create: ${said}`);
  return { name, uri, code: codesOf(secret) };
}

export async function fillAdminLogin(page, admin) {
  await page.getByLabel("Name", { exact: true }).fill(admin.name);
  await page.getByLabel("Password", { exact: true }).fill(adminPassword);
  await page.getByLabel("Six-digit code").fill(await admin.code());
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await page.getByRole("button", { name: "Log out", exact: true }).waitFor();
}

export async function logInAsAdmin(page, base, admin) {
  await page.goto(`${base}/admin/login`);
  await fillAdminLogin(page, admin);
  await page.getByText("As of").waitFor();
}

/** To one of the parts, by its name in the navigation. */
export async function goTo(page, name) {
  await page
    .getByRole("navigation", { name: "Administration" })
    .getByRole("link", { name, exact: true })
    .click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

/** The last result, as it is told. */
export const told = (page, words) => page.locator(".admin-told").filter({ hasText: words }).waitFor();
