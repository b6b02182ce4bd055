// Which requests the service worker may answer. Everything else goes to the network untouched, above all
// whatever is said in rooms: /api and /ws are never seen by it.

export type Handling = "page" | "shell" | "network";

export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** The addresses of the page; all of them are the same file. */
const pages = /^\/(|r\/.*|account|login|register|recovery|inbox|friends|dm\/.*|report|complaints(\/.*)?)$/;

export function handling(asked: Asked, origin: string, shell: readonly string[]): Handling {
  const url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== origin) return "network";
  if (asked.mode === "navigate") {
    return pages.test(url.pathname) ? "page" : "network";
  }
  return url.search === "" && shell.includes(url.pathname) ? "shell" : "network";
}
