import { isRecord } from "../wire/shape";

// What a person wrote and did not get sent survives a reload of this tab, and no longer than a message of
// that room would live. Nothing that was said is kept here.

export interface Draft {
  readonly text: string;
  /** On their way when the page went, with their client ids so that none is posted twice. */
  readonly unsent: readonly Unsent[];
}

export interface Unsent {
  readonly cid: string;
  readonly text: string;
  readonly replyTo?: number | null;
  readonly mentions?: readonly number[];
}

const prefix = "draft:";
const empty: Draft = { text: "", unsent: [] };

interface Stored extends Draft {
  readonly until: number;
}

function read(raw: string | null): Stored | null {
  if (raw === null) return null;
  try {
    const value: unknown = JSON.parse(raw);
    if (!isRecord(value) || typeof value.text !== "string" || typeof value.until !== "number") return null;
    const unsent = Array.isArray(value.unsent) ? value.unsent.filter(isUnsent) : [];
    return { text: value.text, until: value.until, unsent };
  } catch {
    return null;
  }
}

function isUnsent(value: unknown): value is Unsent {
  if (!isRecord(value) || typeof value.cid !== "string" || typeof value.text !== "string") return false;
  const { replyTo = null, mentions = [] } = value;
  const numbers = Array.isArray(mentions) && mentions.every((m) => typeof m === "number");
  return numbers && (replyTo === null || typeof replyTo === "number");
}

export class Drafts {
  constructor(private readonly storage: Storage) {}

  load(room: string, now: number): Draft {
    const stored = read(this.storage.getItem(prefix + room));
    return stored && stored.until > now ? stored : empty;
  }

  save(room: string, draft: Draft, until: number): void {
    if (draft.text === "" && draft.unsent.length === 0) return this.forget(room);
    const stored: Stored = { text: draft.text, unsent: draft.unsent, until };
    try {
      this.storage.setItem(prefix + room, JSON.stringify(stored));
    } catch {
      // A full or forbidden storage costs the draft at a reload, nothing else.
    }
  }

  forget(room: string): void {
    this.storage.removeItem(prefix + room);
  }

  /** Removes what has outlived its room's message life, also of rooms that are not open. */
  sweep(now: number): void {
    const keys = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index));
    for (const key of keys) {
      if (!key?.startsWith(prefix)) continue;
      const stored = read(this.storage.getItem(key));
      if (!stored || stored.until <= now) this.storage.removeItem(key);
    }
  }
}
