import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import type { Asking } from "./use_asking";

interface Common {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly asking: Asking;
  readonly note?: string;
  readonly required?: boolean;
}

/** What ties a field to its label, and to what is said below it. */
function useField({ name, asking, note }: Pick<Common, "name" | "asking" | "note">) {
  const [id, below] = [useId(), useId()];
  const problem = asking.problem(name);
  const described = problem !== null || note !== undefined;
  return {
    id,
    below: described ? (
      <span
        id={below}
        class={problem === null ? "note" : "problem"}
        role={problem === null ? undefined : "alert"}
      >
        {problem ?? note}
      </span>
    ) : null,
    aria: { "aria-invalid": problem !== null, "aria-describedby": described ? below : undefined },
  };
}

interface TextProps extends Common {
  readonly type?: "text" | "password" | "number" | "datetime-local" | "search";
  readonly extra?: Pick<
    JSX.IntrinsicElements["input"],
    "autocomplete" | "inputMode" | "maxLength" | "min" | "max" | "pattern" | "autofocus"
  >;
}

export function TextField(props: TextProps) {
  const { label, name, value, change, asking, required = false, type = "text", extra = {} } = props;
  const field = useField(props);
  return (
    <div class="field">
      <label for={field.id}>{label}</label>
      <input
        id={field.id}
        name={name}
        // The types of Preact know one kind per element; these kinds take the same attributes.
        type={type as "text"}
        value={value}
        required={required}
        autocapitalize="off"
        spellcheck={false}
        autocomplete="off"
        {...extra}
        {...field.aria}
        onInput={(event) => {
          change(event.currentTarget.value);
          asking.typed(name);
        }}
      />
      {field.below}
    </div>
  );
}

interface LongProps extends Common {
  readonly rows?: number;
}

export function LongField(props: LongProps) {
  const { label, name, value, change, asking, required = false, rows = 4 } = props;
  const field = useField(props);
  return (
    <div class="field">
      <label for={field.id}>{label}</label>
      <textarea
        id={field.id}
        name={name}
        value={value}
        rows={rows}
        required={required}
        {...field.aria}
        onInput={(event) => {
          change(event.currentTarget.value);
          asking.typed(name);
        }}
      />
      {field.below}
    </div>
  );
}

interface ChoiceProps extends Common {
  readonly options: readonly { readonly value: string; readonly words: string }[];
}

export function ChoiceField(props: ChoiceProps) {
  const { label, name, value, change, asking, options } = props;
  const field = useField(props);
  return (
    <div class="field">
      <label for={field.id}>{label}</label>
      <select
        id={field.id}
        name={name}
        value={value}
        {...field.aria}
        onChange={(event) => {
          change(event.currentTarget.value);
          asking.typed(name);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
      {field.below}
    </div>
  );
}

interface RadioProps {
  readonly legend: string;
  readonly name: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly words: string; readonly note?: string }[];
}

export function RadioField({ legend, name, value, change, options }: RadioProps) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} class="radio">
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => change(option.value)}
          />
          <span>
            {option.words}
            {option.note && <span class="note admin-below">{option.note}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface GoProps {
  readonly asking: Asking;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
}

/** What is wrong beyond a single field, and the button that asks. */
export function Go({ asking, danger = false, disabled = false, children }: GoProps) {
  return (
    <>
      <Told asking={asking} />
      <div class="actions">
        <button
          type="submit"
          class={danger ? "button danger" : "button primary"}
          disabled={asking.busy || disabled}
        >
          {asking.busy ? "One moment…" : children}
        </button>
      </div>
    </>
  );
}

export function Told({ asking }: { readonly asking: Asking }) {
  const { told } = asking;
  if (told?.field !== "") return null;
  return (
    <p class="problem" role="alert">
      {told.text}
    </p>
  );
}
