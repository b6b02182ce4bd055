import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const binary =
  process.env.SRCHAT_BIN ?? fileURLToPath(new URL("../../../build/release/srchat", import.meta.url));
/** Journeys say the same twice and show links at once; those about spam set what they are about. */
const patient = {
  "limits.guests_burst": 1000,
  "limits.duplicate_s": 0,
  "limits.guest_links_s": 0,
  "limits.strikes_proof": 0,
  "limits.strikes_mute": 0,
  "limits.strikes_ban": 0,
  "security.proof_register": false,
};
const startWithinMs = 15_000;

/**
 * Starts a private server on a free port. `config` holds configuration keys as `section.key`.
 * `data` is the folder of another one that was stopped with `keep`. `stop` ends it and fails if it did not end well by itself.
 */
export async function startServer(config = {}, data = undefined) {
  data ??= await mkdtemp(join(tmpdir(), "srchat-browser-"));
  const settings = Object.entries({ ...patient, ...config }).map(([key, value]) => [
    `SRCHAT_${key.replace(".", "__").toUpperCase()}`,
    String(value),
  ]);
  const child = spawn(binary, ["serve", "--listen", "127.0.0.1:0", "--data-dir", data], {
    env: { ...process.env, ...Object.fromEntries(settings) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  const url = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${binary}: ${why}\n${log.join("\n")}`));
    const timer = setTimeout(() => fail("did not start in time"), startWithinMs);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`ended with ${code}`));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /^srchat listening on (http:\/\/\S+)$/.exec(line);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
  });
  return {
    url,
    port: Number(new URL(url).port),
    log,
    data,
    async stop({ keep = false } = {}) {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      const { code, signal } = await ended;
      if (!keep) await rm(data, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the server ended with ${code ?? signal}\n${log.join("\n")}`);
    },
  };
}
