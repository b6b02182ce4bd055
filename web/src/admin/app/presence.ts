import { isRecord } from "../../wire/shape";
import type { AdminApp } from "./app";

const signs = ["keydown", "pointerdown", "pointermove", "wheel", "scroll"] as const;

/** Tells the app whether somebody is there, in this page or in another one of this browser. */
export function followPerson(app: AdminApp, channel: BroadcastChannel): void {
  for (const sign of signs) addEventListener(sign, () => app.active(), { capture: true, passive: true });
  // By the clock and not by counting: a machine that slept has not been used.
  setInterval(() => app.tick(), 1000);
  document.addEventListener("visibilitychange", () => app.tick());
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (!isRecord(data)) return;
    if (data.is === "over") app.heard({ is: "over" });
    if (data.is === "active" && typeof data.at === "number") app.heard({ is: "active", at: data.at });
  });
}

/** The region that F6 leads to from the present one; with Shift the other way. */
export function nextRegion(count: number, present: number, back: boolean): number {
  if (present < 0) return back ? count - 1 : 0;
  return (present + (back ? -1 : 1) + count) % count;
}

/** F6 goes from landmark to landmark, as in the public page. */
export function followRegions(): void {
  addEventListener("keydown", (event) => {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || document.querySelector("dialog[open]")) return;
    const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
    if (regions.length === 0) return;
    event.preventDefault();
    const present = regions.findIndex((region) => region.contains(document.activeElement));
    regions[nextRegion(regions.length, present, event.shiftKey)]?.focus();
  });
}
