import { useState } from "preact/hooks";
import { askPreview, type Picked, sendComplaint } from "../../../complaints/api";
import { type ComplaintDraft, complaintDrafts, emptyDraft } from "../../../complaints/drafts";
import { alive, toggle } from "../../../complaints/picker";
import { type Asking, useAsking } from "../../../complaints/use_asking";
import type { RoomState } from "../../../rooms/room_state";
import type { Answer } from "../../../session/api";
import type { Preview, Taken } from "../../../wire/complaints";
import type { Reported } from "../room_view";

export type Step =
  | { readonly is: "writing" }
  | { readonly is: "looking"; readonly picked: Picked; readonly preview: Preview }
  | { readonly is: "sent"; readonly id: string };

export interface Report {
  readonly step: Step;
  readonly draft: ComplaintDraft;
  /** Null until one was chosen, "" for none of the list. */
  readonly rule: string | null;
  readonly asking: Asking;
  readonly write: (part: Partial<ComplaintDraft>) => void;
  readonly pick: (seq: number) => void;
  readonly look: () => Promise<void>;
  readonly back: () => void;
  readonly send: () => Promise<Taken | undefined>;
  readonly discard: () => void;
}

/** What was kept of an earlier try in this room, and the message it was opened at now. */
export function beginning(room: RoomState, what: Reported): ComplaintDraft {
  const before = complaintDrafts().load(room.card.id);
  // After a restart of the room the same numbers mean other messages.
  const picked = before.epoch === room.epoch ? alive(room, before.picked) : [];
  const here = what.kind === "message" && !picked.includes(what.seq);
  return { ...before, epoch: room.epoch, picked: here ? alive(room, toggle(picked, what.seq)) : picked };
}

/** What is looked at; `named` says whom it is about beside what they wrote. */
function pickedOf(room: string, what: Reported, messages: readonly number[], named: boolean): Picked {
  return {
    room,
    ...(what.kind === "room" || !named ? {} : { m: what.by.m }),
    ...(messages.length === 0 ? {} : { messages }),
  };
}

interface Looked {
  readonly picked: Picked;
  readonly preview: Preview;
}

/** The author of a message may have left long ago: then the message alone says whom it is about. */
async function lookAt(room: string, what: Reported, messages: readonly number[]): Promise<Answer<Looked>> {
  const first = pickedOf(room, what, messages, true);
  const answer = await askPreview(first);
  if (answer.ok) return { ok: true, value: { picked: first, preview: answer.value } };
  if (answer.code !== "no_member" || what.kind !== "message") return answer;
  const second = pickedOf(room, what, messages, false);
  const again = await askPreview(second);
  return again.ok ? { ok: true, value: { picked: second, preview: again.value } } : again;
}

/** One complaint from inside a room: written, looked at, sent. Until then the draft stays in this tab. */
export function useReport(room: RoomState, what: Reported): Report {
  const asking = useAsking();
  const [draft, setDraft] = useState(() => beginning(room, what));
  const [rule, setRule] = useState<string | null>(draft.rule === "" ? null : draft.rule);
  const [step, setStep] = useState<Step>({ is: "writing" });
  const place = room.card.id;
  const write = (part: Partial<ComplaintDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (part.rule !== undefined) setRule(part.rule);
    complaintDrafts().save(place, next);
  };
  return {
    step,
    draft,
    rule,
    asking,
    write,
    pick: (seq) => write({ picked: toggle(alive(room, draft.picked), seq) }),
    async look() {
      const messages = alive(room, draft.picked);
      if (messages !== draft.picked) write({ picked: messages });
      const looked = await asking.run(() => lookAt(place, what, messages));
      setStep(looked ? { is: "looking", ...looked } : { is: "writing" });
    },
    back() {
      asking.clear();
      setStep({ is: "writing" });
    },
    async send() {
      if (step.is !== "looking") return undefined;
      const evidence = { ...step.picked, digest: step.preview.digest };
      const named = draft.rule === "" ? {} : { rule: draft.rule };
      const wanted = { kind: what.kind, ...named, text: draft.text, evidence };
      const sent = await asking.run(() => sendComplaint(wanted));
      if (!sent) return undefined;
      complaintDrafts().forget(place);
      setDraft(emptyDraft);
      setStep({ is: "sent", id: sent.complaint.id });
      return sent;
    },
    discard() {
      complaintDrafts().forget(place);
      setDraft(emptyDraft);
    },
  };
}
