import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const always = ["manifest.webmanifest", "icons/icon.svg", "icons/icon-new.svg"];

/** Tells the service worker which files make up the shell, and gives its cache a name of their contents. */
export function shellList(): Plugin {
  return {
    name: "shell-list",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") throw new Error("The build made no sw.js.");
        if (worker.imports.length + worker.exports.length > 0) {
          throw new Error("sw.js is a classic script: it can neither import nor export.");
        }
        const hash = createHash("sha256");
        const files: string[] = [];
        for (const [name, output] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
          if (name === "sw.js" || name.endsWith(".map")) continue;
          hash.update(name).update(output.type === "chunk" ? output.code : output.source);
          if (name !== "index.html") files.push(`/${name}`);
        }
        for (const name of always) {
          hash.update(readFileSync(`public/${name}`));
          files.push(`/${name}`);
        }
        const list = JSON.stringify(["/", ...files]);
        worker.code = worker.code
          .replace(/(["'`])__SHELL__\1/, JSON.stringify(list))
          .replace("__FINGERPRINT__", hash.digest("hex").slice(0, 16));
        if (worker.code.includes("__SHELL__")) throw new Error("sw.js did not take its list.");
      },
    },
  };
}
