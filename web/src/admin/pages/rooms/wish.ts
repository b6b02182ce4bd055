import type { OfficialWish } from "../../app/api";
import { fromField, toField } from "../../app/datetime";
import type { Official, OfficialKind } from "../../wire/shapes";

/** The form of an official room as it is typed. */
export interface Typed {
  readonly kind: OfficialKind;
  readonly name: string;
  readonly topic: string;
  readonly region: string;
  readonly opens: string;
  readonly closes: string;
  readonly capacity: string;
}

export const emptyForm: Typed = {
  kind: "global",
  name: "",
  topic: "",
  region: "",
  opens: "",
  closes: "",
  capacity: "",
};

export function formOf(room: Official): Typed {
  return {
    kind: room.official,
    name: room.name,
    topic: room.topic,
    region: room.region ?? "",
    opens: room.opens_at ? toField(room.opens_at) : "",
    closes: room.expires_at ? toField(room.expires_at) : "",
    capacity: room.capacity ? String(room.capacity) : "",
  };
}

export type Wish =
  | { readonly ok: true; readonly wish: OfficialWish }
  | { readonly ok: false; readonly field: keyof Typed; readonly text: string };

const wrong = (field: keyof Typed, text: string): Wish => ({ ok: false, field, text });

function special(typed: Typed): Wish {
  const opens = typed.opens === "" ? null : fromField(typed.opens);
  const closes = typed.closes === "" ? null : fromField(typed.closes);
  if (typed.opens !== "" && opens === null) return wrong("opens", "This is not a time.");
  if (typed.closes !== "" && closes === null) return wrong("closes", "This is not a time.");
  if (opens !== null && closes !== null && closes <= opens) {
    return wrong("closes", "It would close before it opens.");
  }
  if (typed.capacity !== "" && !/^[1-9]\d{0,4}$/.test(typed.capacity.trim())) {
    return wrong("capacity", "A whole number from 1 on, or nothing.");
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

const times = { opens_at: "opens", closes_at: "closes" } as const;

/** Only what differs from the room as it was; what was taken out is null. Its kind cannot be changed. */
export function readChange(before: Typed, typed: Typed): Wish {
  const [was, is] = [readForm(before), readForm(typed)];
  if (!is.ok) return is;
  const old: OfficialWish = was.ok ? was.wish : {};
  const { kind: _kind, ...fields } = is.wish;
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => old[name as keyof OfficialWish] !== value),
  );
  if (old.topic !== undefined && fields.topic === undefined) changed.topic = "";
  for (const name of ["opens_at", "closes_at"] as const) {
    // A field shows whole minutes: left as it was it changes nothing, whatever seconds there are.
    if (before[times[name]] === typed[times[name]]) delete changed[name];
    else if (fields[name] === undefined) changed[name] = null;
  }
  if (old.capacity !== undefined && fields.capacity === undefined) changed.capacity = null;
  return { ok: true, wish: changed };
}
