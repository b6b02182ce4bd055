import type { OfficialWish } from "../../app/api";
import { fromField, toField } from "../../app/datetime";
import type { Official, OfficialKind } from "../../wire/shapes";

/** The form of an official room as it is typed. */
export interface Typed {
  readonly kind: OfficialKind;
  readonly name: string;
  readonly topic: string;
  readonly region: string;
  readonly opens_at: string;
  readonly closes_at: string;
  readonly capacity: string;
}

export const emptyForm: Typed = {
  kind: "global",
  name: "",
  topic: "",
  region: "",
  opens_at: "",
  closes_at: "",
  capacity: "",
};

export function formOf(room: Official): Typed {
  return {
    kind: room.official,
    name: room.name,
    topic: room.topic,
    region: room.region ?? "",
    opens_at: room.opens_at ? toField(room.opens_at) : "",
    closes_at: room.expires_at ? toField(room.expires_at) : "",
    capacity: room.capacity ? String(room.capacity) : "",
  };
}

export type Wish =
  | { readonly ok: true; readonly wish: OfficialWish }
  | { readonly ok: false; readonly field: keyof Typed; readonly text: string };

const wrong = (field: keyof Typed, text: string): Wish => ({ ok: false, field, text });

function capacityFits(typed: string): boolean {
  const capacity = Number(typed);
  return /^\d{1,6}$/.test(typed.trim()) && capacity >= 2 && capacity <= 100_000;
}

function special(typed: Typed): Wish {
  const opens = typed.opens_at === "" ? null : fromField(typed.opens_at);
  const closes = typed.closes_at === "" ? null : fromField(typed.closes_at);
  if (typed.opens_at !== "" && opens === null) return wrong("opens_at", "This is not a time.");
  if (typed.closes_at !== "" && closes === null) return wrong("closes_at", "This is not a time.");
  if (opens !== null && closes !== null && closes <= opens) {
    return wrong("closes_at", "It would close before it opens.");
  }
  if (typed.capacity !== "" && !capacityFits(typed.capacity)) {
    return wrong("capacity", "A whole number from 2 to 100,000, or nothing.");
  }
  return {
    ok: true,
    wish: {
      ...(opens === null ? {} : { opens_at: opens }),
      ...(closes === null ? {} : { closes_at: closes }),
      ...(typed.capacity === "" ? {} : { capacity: Number(typed.capacity) }),
    },
  };
}

/** What a new room of this form is asked for with: only the fields that its kind has. */
export function readForm(typed: Typed): Wish {
  const { kind, region } = typed;
  const [name, topic] = [typed.name.trim(), typed.topic.trim()];
  if (name === "") return wrong("name", "A room needs a name.");
  if ([...name].length > 48) return wrong("name", "At most 48 characters.");
  if ([...topic].length > 160) return wrong("topic", "At most 160 characters.");
  if (kind === "regional" && region === "") return wrong("region", "Choose its region.");
  const more = kind === "special" ? special(typed) : ({ ok: true, wish: {} } as const);
  if (!more.ok) return more;
  return {
    ok: true,
    wish: {
      kind,
      name,
      ...(topic === "" ? {} : { topic }),
      ...(kind === "regional" ? { region } : {}),
      ...more.wish,
    },
  };
}

const fixed = ["opens_at", "closes_at", "capacity"] as const;

/** Only what differs from the room as it was. Its kind cannot be changed, nor its times and capacity be taken out. */
export function readChange(before: Typed, typed: Typed): Wish {
  const is = readForm(typed);
  if (!is.ok) return is;
  const was = readForm(before);
  const old: OfficialWish = was.ok ? was.wish : {};
  for (const field of fixed) {
    if (before[field] !== "" && typed[field] === "") {
      return wrong(field, "It can be changed but not taken out; for that make another room.");
    }
  }
  const { kind: _kind, ...fields } = is.wish;
  const changed = new Map<string, unknown>(
    Object.entries(fields).filter(([name, value]) => old[name as keyof OfficialWish] !== value),
  );
  if (old.topic !== undefined && fields.topic === undefined) changed.set("topic", "");
  return { ok: true, wish: Object.fromEntries(changed) };
}
