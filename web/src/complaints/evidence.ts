import { type Evidence, evidence } from "../wire/complaints";
import { fits } from "../wire/shape";

/** The evidence as something to read; null if it cannot be read here, then only its text is shown. */
export function readEvidence(raw: string): Evidence | null {
  try {
    const value: unknown = JSON.parse(raw);
    return fits(evidence, value) ? value : null;
  } catch {
    return null;
  }
}

/** What was complained about, in a few words. */
export function placeWords({ room }: Evidence): string {
  if (room.kind === "direct") return "Messages between the two of you";
  return room.name ? `The room “${room.name}”` : "A room";
}
