import { useEffect, useState } from "preact/hooks";
import type { Answer } from "../../../session/api";
import { outcomes } from "../../../wire/complaints";
import { useAdmin } from "../../app/app";
import { outcomeWords } from "../../app/words";
import { ChoiceField, Go, LongField } from "../../ui/fields";
import { Part } from "../../ui/page";
import { useAsking } from "../../ui/use_asking";
import { useDraft } from "../../ui/use_draft";
import type { Case } from "../../wire/complaints";

export interface CaseProps {
  readonly of: Case;
  /** The case as it is after an act, and what to say of that. */
  readonly took: (next: Case, words: string) => void;
}

const textAtMost = 4_000;

export function textProblem(text: string, mayBeEmpty = false): string | null {
  if (text.trim() === "") return mayBeEmpty ? null : "Write something first.";
  return [...text].length > textAtMost ? "At most 4,000 characters." : null;
}

/** A template goes below what is there already: nothing that was typed is replaced. */
export function insertTemplate(draft: string, template: string): string {
  return draft.trim() === "" ? template : `${draft.replace(/\s+$/, "")}\n\n${template}`;
}

function Templates({ insert }: { readonly insert: (template: string) => void }) {
  const { api } = useAdmin();
  const [templates, setTemplates] = useState<readonly string[]>([]);
  useEffect(() => {
    let there = true;
    void api.overview().then((answer) => there && answer.ok && setTemplates(answer.value.templates));
    return () => {
      there = false;
    };
  }, []);
  if (templates.length === 0) return null;
  return (
    <label class="field">
      <span>Insert a template</span>
      <select
        value=""
        onChange={(event) => {
          const template = templates[Number(event.currentTarget.value)];
          event.currentTarget.value = "";
          if (template !== undefined) insert(template);
        }}
      >
        <option value="">Choose…</option>
        {templates.map((template, index) => (
          <option key={template} value={index}>
            {template.length > 60 ? `${template.slice(0, 59)}…` : template}
          </option>
        ))}
      </select>
    </label>
  );
}

interface WriteProps extends CaseProps {
  readonly what: "reply" | "note";
}

const writes = {
  reply: { title: "Reply", label: "To the reporter", go: "Send the reply", done: "The reply is sent." },
  note: { title: "Note", label: "For admins only", go: "Save the note", done: "The note is saved." },
} as const;

export function WriteForm({ of, took, what }: WriteProps) {
  const { api, drafts } = useAdmin();
  const words = writes[what];
  const key = `${of.id}.${what}`;
  const [text, setText] = useDraft(key);
  const asking = useAsking({ text_invalid: "text", text_too_long: "text" });
  const send = async (event: Event) => {
    event.preventDefault();
    if (asking.refuse("text", textProblem(text))) return;
    const ask = (): Promise<Answer<Case>> => api[what](of.id, text);
    const next = await asking.run(ask);
    if (!next) return;
    setText("");
    drafts.drop(key);
    took(next, words.done);
  };
  return (
    <Part title={words.title}>
      <form ref={asking.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
        {what === "reply" && <Templates insert={(template) => setText(insertTemplate(text, template))} />}
        <LongField label={words.label} name="text" value={text} change={setText} asking={asking} />
        <Go asking={asking}>{words.go}</Go>
      </form>
    </Part>
  );
}

export function ResolveForm({ of, took }: CaseProps) {
  const { api, drafts } = useAdmin();
  const [outcome, setOutcome] = useDraft(`${of.id}.outcome`);
  const [text, setText] = useDraft(`${of.id}.last`);
  const asking = useAsking({ text_invalid: "text", text_too_long: "text" });
  const send = async (event: Event) => {
    event.preventDefault();
    const chosen = outcomes.find((each) => each === outcome);
    if (asking.refuse("outcome", chosen ? null : "Choose how it ended.")) return;
    if (asking.refuse("text", textProblem(text, true)) || !chosen) return;
    const next = await asking.run(() => api.resolve(of.id, chosen, text.trim() === "" ? "" : text));
    if (!next) return;
    drafts.drop(`${of.id}.`);
    took(next, `Resolved: ${outcomeWords[chosen].toLowerCase()}.`);
  };
  return (
    <Part title="Resolve">
      <form ref={asking.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
        <ChoiceField
          label="Outcome"
          name="outcome"
          value={outcome}
          change={setOutcome}
          asking={asking}
          options={[
            { value: "", words: "Choose…" },
            ...outcomes.map((value) => ({ value, words: outcomeWords[value] })),
          ]}
        />
        <LongField
          label="A last word to the reporter"
          name="text"
          value={text}
          change={setText}
          asking={asking}
          rows={3}
          note="May be left out. Thread and evidence are deleted 30 days after the decision."
        />
        <Go asking={asking}>Resolve</Go>
      </form>
    </Part>
  );
}
