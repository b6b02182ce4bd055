import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const compressible = /\.(html|js|css|svg|webmanifest)$/;
/** What a first visit may cost, brotli, before anything can be seen and used. */
export const firstLoadBytes = 60 * 1024;

function brotli(data: Buffer): Buffer {
  return brotliCompressSync(data, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    },
  });
}

/** The page itself and every file that it names: scripts, preloads, styles. */
function firstLoad(folder: string): readonly string[] {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1] ?? "");
  return ["index.html", ...new Set(named)];
}

/** Writes .br and .gz beside every file that gets smaller, and refuses a first load beyond the budget. */
export function precompress(): Plugin {
  let folder = "";
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => compressible.test(name) && statSync(join(folder, name)).isFile())
        .sort();
      for (const name of files) {
        const data = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.br`), brotli(data));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(data, { level: 9 }));
      }
      const parts = firstLoad(folder).map(
        (name) => [name, statSync(join(folder, `${name}.br`)).size] as const,
      );
      const sum = parts.reduce((total, [, size]) => total + size, 0);
      this.info(`first load ${(sum / 1024).toFixed(1)} KiB brotli of ${firstLoadBytes / 1024}`);
      if (sum > firstLoadBytes) {
        this.error(`The first load is too big: ${parts.map(([name, size]) => `${name} ${size}`).join(", ")}`);
      }
    },
  };
}
