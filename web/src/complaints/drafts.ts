import { isRecord } from "../wire/shape";

// What was written into a complaint and not sent yet stays in this tab until it is sent or discarded: a dialog
// closes by accident, a network goes, a page is loaded anew. Nothing of what others said is kept here.

export interface ComplaintDraft {
  readonly rule: string;
  readonly text: string;
  /** Picked messages by seq, and the epoch of the room in which that means something. */
  readonly picked: readonly number[];
  readonly epoch: number;
}

export const emptyDraft: ComplaintDraft = { rule: "", text: "", picked: [], epoch: 0 };

const prefix = "complaint:";
/** The longest that a message may live; after that there is nothing left to complain about. */
const longestMs = 7 * 86_400_000;

function read(raw: string | null, now: number): ComplaintDraft {
  try {
    const value: unknown = raw === null ? null : JSON.parse(raw);
    if (!isRecord(value) || typeof value.until !== "number" || value.until <= now) return emptyDraft;
    const { rule, text, picked, epoch } = value;
    return {
      rule: typeof rule === "string" ? rule : "",
      text: typeof text === "string" ? text : "",
      picked: Array.isArray(picked) ? picked.filter((seq) => typeof seq === "number") : [],
      epoch: typeof epoch === "number" ? epoch : 0,
    };
  } catch {
    return emptyDraft;
  }
}

/** One draft per place: a room, or a kind of complaint that comes from no room. */
export class ComplaintDrafts {
  constructor(private readonly storage: Storage) {}

  load(place: string, now = Date.now()): ComplaintDraft {
    try {
      return read(this.storage.getItem(prefix + place), now);
    } catch {
      return emptyDraft;
    }
  }

  /** Something that nobody wrote is not worth keeping: picks alone come again by themselves. */
  save(place: string, draft: ComplaintDraft, now = Date.now()): void {
    try {
      if (draft.text === "" && draft.rule === "") this.storage.removeItem(prefix + place);
      else this.storage.setItem(prefix + place, JSON.stringify({ ...draft, until: now + longestMs }));
    } catch {
      // A full or forbidden storage costs the draft at a reload, nothing else.
    }
  }

  forget(place: string): void {
    this.save(place, emptyDraft);
  }
}

export const complaintDrafts = (): ComplaintDrafts => new ComplaintDrafts(sessionStorage);
