import { readBody } from "../text/body";
import type { LogItem } from "./room_state";

function folded(text: string): string {
  // Marks are left out, so that "cafe" finds "café".
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** The messages that contain every word of the query, in text, author or description; newest first. */
export function findIn(log: readonly LogItem[], query: string): readonly number[] {
  const words = folded(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  const found: number[] = [];
  for (const item of log) {
    if (item.kind !== "message") continue;
    const body = readBody(item.body);
    const text = folded(
      `${item.by.name}\n${body.kind === "text" ? body.text : ""}\n${item.media?.name ?? ""}`,
    );
    if (words.every((word) => text.includes(word))) found.push(item.seq);
  }
  return found.reverse();
}
