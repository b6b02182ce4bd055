interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

const workerPath = "/sw.js";

/** The page runs under Trusted Types: the one script address that is not in the HTML passes a policy of its own. */
function trusted(): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return workerPath;
  return types.createPolicy("shell", { createScriptURL: () => workerPath }).createScriptURL(workerPath);
}

export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  // Without it everything works but the offline page.
  void navigator.serviceWorker.register(trusted()).catch(() => undefined);
}
