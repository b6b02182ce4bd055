import { handling } from "./routes";

// Keeps the empty shell of the page for times without a network: the HTML, scripts, styles and icons of one
// build, and nothing that anybody said.

const worker = self as unknown as ServiceWorkerGlobalScope;

// Filled in by the build: the files of the shell and a fingerprint of them all.
const shell: readonly string[] = JSON.parse("__SHELL__") as string[];
const cacheName = "shell-__FINGERPRINT__";
const pageWithinMs = 4_000;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(shell)));
});

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)));
}

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOldShells());
});

/** The newest page if the network has it in time, else the kept shell. What comes is not kept. */
async function page(): Promise<Response> {
  try {
    return await fetch("/", { cache: "no-cache", signal: AbortSignal.timeout(pageWithinMs) });
  } catch {
    return (await caches.match("/", { cacheName })) ?? Response.error();
  }
}

async function fromShell(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}

worker.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const how = handling({ method, mode, url }, worker.location.origin, shell);
  if (how === "page") event.respondWith(page());
  if (how === "shell") event.respondWith(fromShell(event.request));
});
