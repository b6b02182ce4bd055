import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { RetryTime, useWaiting } from "../../ui/retry_time";
import { SuspendedNote } from "./suspended_note";
import type { Submit } from "./use_submit";

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly submit: Submit;
  readonly note?: string;
  readonly autocomplete: "username" | "current-password" | "new-password" | "nickname" | "off";
  readonly autofocus?: boolean;
  readonly spellcheck?: boolean;
}

/** What stands below a field: what is wrong with it, else what helps to fill it in. */
function Below({ id, problem, note }: { id: string; problem: string | null; note: string | undefined }) {
  if (problem === null && note === undefined) return null;
  return (
    <span id={id} class={problem === null ? "note" : "problem"} role={problem === null ? undefined : "alert"}>
      {problem ?? note}
    </span>
  );
}

export function TextField(props: FieldProps) {
  const { label, name, value, change, submit, note, autocomplete, autofocus, spellcheck = false } = props;
  const [id, below] = [useId(), useId()];
  const problem = submit.problem(name);
  const input = useRef<HTMLInputElement>(null);
  // The attribute alone counts once per document, and one goes from form to form here.
  useLayoutEffect(() => {
    if (autofocus) input.current?.focus();
  }, []);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        ref={input}
        id={id}
        name={name}
        value={value}
        autofocus={autofocus}
        autocomplete={autocomplete}
        autocapitalize="off"
        spellcheck={spellcheck}
        aria-invalid={problem !== null}
        aria-describedby={problem !== null || note !== undefined ? below : undefined}
        onInput={(event) => {
          change(event.currentTarget.value);
          if (problem !== null) submit.clear();
        }}
      />
      <Below id={below} problem={problem} note={note} />
    </div>
  );
}

/** A password, which one may look at while typing. */
export function SecretField(props: FieldProps) {
  const { label, name, value, change, submit, note, autocomplete, autofocus } = props;
  const [shown, setShown] = useState(false);
  const [id, below] = [useId(), useId()];
  const problem = submit.problem(name);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="secret">
        <input
          id={id}
          name={name}
          // The types of Preact know one kind per element; both kinds take the same attributes.
          type={(shown ? "text" : "password") as "password"}
          value={value}
          autofocus={autofocus}
          autocomplete={autocomplete}
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={problem !== null}
          aria-describedby={problem !== null || note !== undefined ? below : undefined}
          onInput={(event) => {
            change(event.currentTarget.value);
            if (problem !== null) submit.clear();
          }}
        />
        <button
          type="button"
          class="secret-eye"
          aria-label={`${shown ? "Hide" : "Show"} what is typed here`}
          onClick={() => setShown(!shown)}
        >
          {shown ? "Hide" : "Show"}
        </button>
      </div>
      <Below id={below} problem={problem} note={note} />
    </div>
  );
}

/** What is wrong beyond a single field, and how long to wait. */
export function Refusal({ submit }: { readonly submit: Submit }) {
  const { told, until } = submit;
  return (
    <>
      {told?.suspended && <SuspendedNote {...told.suspended} />}
      {told?.field === "" && !told.suspended && (
        <p class="problem" role="alert">
          {told.text}
        </p>
      )}
      {told && until !== null && <RetryTime until={until} />}
    </>
  );
}

interface GoProps {
  readonly submit: Submit;
  readonly busy: string;
  readonly danger?: boolean;
  readonly children: string;
}

/** The one button of a form; after a refusal that passes by itself it offers the same again. */
export function Go({ submit, busy, danger = false, children }: GoProps) {
  const waiting = useWaiting(submit.told?.again ? null : submit.until);
  return (
    <button
      type="submit"
      class={danger ? "button danger" : "button primary"}
      disabled={submit.busy || waiting}
    >
      {submit.busy ? busy : submit.told?.again ? "Try again" : children}
    </button>
  );
}
