import { resolve } from "node:path";

interface Context {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * Names one chunk for all that the page's first script imports, however many parts that come later share it: cut
 * into several, it would compress worse and cost more on a first visit.
 */
export function oneChunk(entry: string, name: string): (id: string, context: Context) => string | null {
  let first: Set<string> | null = null;
  return (id, context) => {
    if (!first) {
      first = new Set([resolve(entry)]);
      // A set that grows while it is gone through is gone through to its end.
      for (const known of first) {
        for (const imported of context.getModuleInfo(known)?.importedIds ?? []) first.add(imported);
      }
    }
    return first.has(id) ? name : null;
  };
}
