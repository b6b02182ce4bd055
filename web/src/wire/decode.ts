import { otherEvents, passedOver, roomEvents, type WireEvent } from "./events";
import { type Reply, replies } from "./replies";
import { fits, isRecord, type Shape } from "./shape";

export type Decoded =
  | { readonly is: "reply"; readonly re: number | null; readonly reply: Reply }
  | { readonly is: "event"; readonly event: WireEvent }
  /** Unknown to this version, or not of its shape: ignored. A lost room event shows as a hole in `seq`. */
  | { readonly is: "unknown"; readonly re: number | null };

const events: Readonly<Record<string, Shape<WireEvent>>> = { ...roomEvents, ...otherEvents };
const answers: Readonly<Record<string, Shape<Reply>>> = replies;

export function decode(raw: string): Decoded {
  let frame: unknown;
  try {
    frame = JSON.parse(raw);
  } catch {
    return { is: "unknown", re: null };
  }
  if (!isRecord(frame) || typeof frame.t !== "string") return { is: "unknown", re: null };
  const re = typeof frame.re === "number" ? frame.re : null;
  if (Object.hasOwn(frame, "re")) {
    const shape = Object.hasOwn(answers, frame.t) ? answers[frame.t] : undefined;
    return shape && fits(shape, frame) ? { is: "reply", re, reply: frame } : { is: "unknown", re };
  }
  const shape = Object.hasOwn(events, frame.t) ? events[frame.t] : undefined;
  if (shape && fits(shape, frame)) return { is: "event", event: frame };
  const gap = passedOver(frame);
  return gap ? { is: "event", event: gap } : { is: "unknown", re };
}
