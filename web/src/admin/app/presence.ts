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
