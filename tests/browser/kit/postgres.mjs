import { execFile, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { until } from "./until.mjs";

const run = promisify(execFile);
const nobody = 65534;

function programs() {
  const found = readdirSync("/usr/lib/postgresql")
    .filter((version) => existsSync(`/usr/lib/postgresql/${version}/bin/initdb`))
    .sort((a, b) => Number(b) - Number(a));
  if (found.length === 0) throw new Error("PostgreSQL is not installed");
  return `/usr/lib/postgresql/${found[0]}/bin`;
}

/** A PostgreSQL of the test's own, behind a socket in a temporary folder. It can go away and come back. */
export async function startPostgres() {
  const bin = programs();
  const folder = await mkdtemp(join(tmpdir(), "srchat-pg-"));
  const asRoot = process.getuid() === 0;
  if (asRoot) await chown(folder, nobody, nobody);
  const cwd = folder;
  // It refuses to run as root, and dies with this process, however that ends.
  const rights = asRoot ? ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
  const command = (program, ...words) => ["--pdeathsig", "QUIT", ...rights, `${bin}/${program}`, ...words];
  const make = [
    "-D",
    `${folder}/data`,
    "-U",
    "src",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
  ];
  await run("setpriv", command("initdb", ...make), { cwd });
  let server;
  const start = async () => {
    const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, "fsync=off"];
    const words = ["-D", `${folder}/data`, ...settings.flatMap((setting) => ["-c", setting])];
    server = spawn("setpriv", command("postgres", ...words), { cwd, stdio: "ignore" });
    await until("PostgreSQL", () =>
      run(`${bin}/pg_isready`, ["-q", "-h", folder, "-U", "src", "-d", "postgres"]).then(
        () => true,
        () => false,
      ),
    );
  };
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGQUIT");
    await ended;
  };
  await start();
  return {
    url: `host=${folder} user=src dbname=postgres`,
    start,
    stop,
    async end() {
      if (server.exitCode === null) await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
