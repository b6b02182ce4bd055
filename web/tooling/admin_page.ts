import { type BuildOptions, build, type Plugin } from "vite";
import { themeFirst } from "./theme_first.ts";

const page = "admin.html";

/**
 * Builds the pages of administration into the same folder, by a build of their own: whatever they share with the
 * public page they bring themselves, so that the public page, its budget and its service worker know nothing of them.
 */
export function adminPage(options: BuildOptions): Plugin {
  return {
    name: "admin-page",
    async writeBundle() {
      await build({
        configFile: false,
        publicDir: false,
        logLevel: "warn",
        plugins: [themeFirst()],
        oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
        build: {
          ...options,
          emptyOutDir: false,
          rollupOptions: {
            input: page,
            output: {
              entryFileNames: "assets/admin-[hash].js",
              chunkFileNames: "assets/[name]-[hash].js",
              assetFileNames: "assets/[name]-[hash][extname]",
            },
          },
        },
      });
    },
    // While developing, every address below /admin but the API is this page, as the server has it.
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url?.replace(/\?.*/, "") ?? "";
        if (/^\/admin(\/(?!api\/)|$)/.test(path)) request.url = `/${page}`;
        next();
      });
    },
  };
}
