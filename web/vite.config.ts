import { defineConfig } from "vitest/config";
import { adminPage } from "./tooling/admin_page.ts";
import { oneChunk } from "./tooling/one_chunk.ts";
import { precompress } from "./tooling/precompress.ts";
import { shellList } from "./tooling/shell_list.ts";
import { themeFirst } from "./tooling/theme_first.ts";

// During development the page comes from here and everything else from a running server, which must see
// its own origin.
const server = process.env.SRCHAT_URL ?? "http://127.0.0.1:8080";
const asItself = { target: server, changeOrigin: true, headers: { origin: server } };

/** What both pages are built for. */
const target = {
  target: "es2023",
  cssTarget: ["chrome123", "firefox120", "safari17.5"],
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
};

export default defineConfig({
  plugins: [themeFirst(), shellList(), adminPage(target), precompress()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: {
    proxy: {
      "/api": asItself,
      "/admin/api": asItself,
      "/ws": { ...asItself, ws: true },
    },
  },
  // The worker that solves proofs of work is a file of its own: the page allows no other scripts.
  worker: { format: "es", rollupOptions: { output: { entryFileNames: "assets/[name]-[hash].js" } } },
  build: {
    ...target,
    rollupOptions: {
      input: { index: "index.html", sw: "src/sw/sw.ts" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
        codeSplitting: { groups: [{ name: oneChunk("src/main.tsx", "page") }] },
      },
    },
  },
  test: { environment: "node", include: ["tests/**/*.test.{ts,tsx}"] },
});
