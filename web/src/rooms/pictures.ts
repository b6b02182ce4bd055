import { type Signal, signal } from "@preact/signals";
import { mediaPath } from "../session/api";

export type Shown =
  | { readonly is: "loading" }
  | { readonly is: "here"; readonly url: string }
  | { readonly is: "gone" }
  | { readonly is: "failed" };

/**
 * The pictures of one room as object URLs: fetched once, and given back as soon as no message shows them.
 * Owned by the room.
 */
export class Pictures {
  private readonly held = new Map<string, Signal<Shown>>();

  constructor(private readonly room: string) {}

  /** The picture, loaded from now on. */
  show(id: string): Signal<Shown> {
    const known = this.held.get(id);
    if (known) return known;
    const shown = signal<Shown>({ is: "loading" });
    this.held.set(id, shown);
    void this.load(id, shown);
    return shown;
  }

  retry(id: string): void {
    const shown = this.held.get(id);
    if (shown?.peek().is !== "failed") return;
    shown.value = { is: "loading" };
    void this.load(id, shown);
  }

  /** The network is back: what could not be loaded is tried again. */
  retryAll(): void {
    for (const id of this.held.keys()) this.retry(id);
  }

  /** One's own picture is here already: its preview is shown on. */
  adopt(id: string, url: string): void {
    this.drop(id);
    this.held.set(id, signal<Shown>({ is: "here", url }));
  }

  /** Gives back everything but these. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of [...this.held.keys()]) if (!ids.has(id)) this.drop(id);
  }

  private drop(id: string): void {
    const shown = this.held.get(id);
    this.held.delete(id);
    const last = shown?.peek();
    if (shown) shown.value = { is: "gone" };
    if (last?.is === "here") URL.revokeObjectURL(last.url);
  }

  private async load(id: string, shown: Signal<Shown>): Promise<void> {
    let next: Shown = { is: "failed" };
    try {
      const response = await fetch(mediaPath(this.room, id), { cache: "no-store" });
      if (response.ok) next = { is: "here", url: URL.createObjectURL(await response.blob()) };
      else if (response.status === 404) next = { is: "gone" };
    } catch {
      // The network is away: stays "failed", to be tried again.
    }
    if (this.held.get(id) === shown) shown.value = next;
    else if (next.is === "here") URL.revokeObjectURL(next.url);
  }
}
