import { type Signal, signal } from "@preact/signals";

/**
 * What is being typed, by the form it is typed in. In memory only: it outlives a page change and the end of a
 * session, but neither the tab nor the coming of another admin.
 */
export class Drafts {
  private readonly kept = new Map<string, Signal<string>>();
  private owner: string | null = null;

  at(key: string, initial = ""): Signal<string> {
    const known = this.kept.get(key);
    if (known) return known;
    const fresh = signal(initial);
    this.kept.set(key, fresh);
    return fresh;
  }

  drop(prefix: string): void {
    for (const key of this.kept.keys()) if (key.startsWith(prefix)) this.kept.delete(key);
  }

  /** Who is here now; what another one has typed is not shown to them. */
  belongTo(admin: string): void {
    if (this.owner !== admin) this.kept.clear();
    this.owner = admin;
  }

  clear(): void {
    this.kept.clear();
  }
}
