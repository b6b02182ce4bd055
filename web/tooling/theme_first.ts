import { readFileSync } from "node:fs";
import { type Plugin, transformWithOxc } from "vite";

const source = "src/app/theme_first.ts";

async function compile(): Promise<string> {
  const { code } = await transformWithOxc(readFileSync(source, "utf8"), source);
  return code;
}

/** Puts the theme's tiny script before everything else in the head, as a file of its own (no inline scripts). */
export function themeFirst(): Plugin {
  let building = false;
  return {
    name: "theme-first",
    configResolved(config) {
      building = config.command === "build";
    },
    async buildStart() {
      if (building) this.emitFile({ type: "asset", name: "theme.js", source: await compile() });
    },
    configureServer(server) {
      server.middlewares.use("/theme-first.js", (_request, response) => {
        void compile().then((code) => {
          response.setHeader("Content-Type", "text/javascript");
          response.end(code);
        });
      });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, context) {
        const file = Object.values(context.bundle ?? {}).find((output) => output.name === "theme.js");
        const src = file ? `/${file.fileName}` : "/theme-first.js";
        return [{ tag: "script", attrs: { src }, injectTo: "head-prepend" }];
      },
    },
  };
}
