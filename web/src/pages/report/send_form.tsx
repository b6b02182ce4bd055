import { useState } from "preact/hooks";
import { type App, useApp } from "../../app/app";
import { complaintPath, navigate } from "../../app/router";
import { sendComplaint } from "../../complaints/api";
import { complaintDrafts, emptyDraft } from "../../complaints/drafts";
import { useAsking } from "../../complaints/use_asking";
import type { PlainComplaint } from "../../wire/complaints";
import { Radios } from "../axes/choices";
import { Asked } from "./asked";
import { fitsText, LongField } from "./long_field";
import { showReceipt } from "./receipt_dialog";
import { RuleChoice } from "./rule_choice";

const kinds = [
  { value: "bug", words: "A bug report", note: "Something on this page or server does not work." },
  { value: "appeal", words: "An appeal", note: "You think that a decision about you was wrong." },
] as const;

const notes: Readonly<Record<PlainComplaint, string>> = {
  bug: "What you did, what you expected, what happened. Nothing of your rooms goes along.",
  appeal: "Who it is about (the name of the account), and why the decision should change.",
};

/** What an address says: `#appeal.spam` is an appeal against a decision by that rule. */
export function readWish(hash: string): { readonly kind: PlainComplaint; readonly rule: string } {
  const [kind = "", rule = ""] = hash.replace(/^#/, "").split(".");
  return { kind: kind === "appeal" ? "appeal" : "bug", rule: /^[a-z_]{1,40}$/.test(rule) ? rule : "" };
}

/** It is there for good now: a user finds it among their own, a visitor by the receipt. */
export function arrived(app: App, id: string, receipt: string | undefined): void {
  if (receipt !== undefined) showReceipt(app, receipt);
  else navigate(complaintPath(id));
}

/** A bug report or an appeal: what comes from no room. */
export function SendForm() {
  const app = useApp();
  const asking = useAsking();
  const [wish] = useState(() => readWish(location.hash));
  const [kind, setKind] = useState<PlainComplaint>(wish.kind);
  const [drafts, setDrafts] = useState(() => ({
    bug: complaintDrafts().load("bug"),
    appeal: { ...complaintDrafts().load("appeal"), ...(wish.rule === "" ? {} : { rule: wish.rule }) },
  }));
  const [sent, setSent] = useState(false);
  const draft = drafts[kind];
  const write = (part: Partial<typeof draft>) => {
    const next = { ...draft, ...part };
    setDrafts({ ...drafts, [kind]: next });
    complaintDrafts().save(kind, next);
    setSent(false);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!fitsText(draft.text)) return;
    const rule = kind === "appeal" && draft.rule !== "" ? { rule: draft.rule } : {};
    const answer = await asking.run(async () => {
      const session = await app.ensureSession();
      return session.ok ? sendComplaint({ kind, ...rule, text: draft.text }) : session;
    });
    if (!answer) return;
    write(emptyDraft);
    setSent(true);
    arrived(app, answer.complaint.id, answer.receipt);
  };
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <Radios label="What you want to send" value={kind} options={kinds} choose={setKind} />
      {kind === "appeal" && (
        <RuleChoice
          label="Which rule the decision named"
          chosen={draft.rule}
          choose={(rule) => write({ rule })}
          none="I do not know"
        />
      )}
      <LongField
        label="What happened"
        rows={6}
        value={draft.text}
        change={(text) => write({ text })}
        note={notes[kind]}
      />
      <Asked asking={asking} />
      <p class="note" role="status">
        {sent ? "It was sent. Thank you." : ""}
      </p>
      <div class="act-row">
        <button type="submit" class="button primary" disabled={asking.busy || !fitsText(draft.text)}>
          {asking.busy ? "Sending…" : kind === "bug" ? "Send the bug report" : "Send the appeal"}
        </button>
        {draft.text !== "" && (
          <button type="button" class="button" onClick={() => write(emptyDraft)}>
            Discard
          </button>
        )}
      </div>
    </form>
  );
}
