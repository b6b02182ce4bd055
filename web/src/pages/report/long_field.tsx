import { useId } from "preact/hooks";
import { clean, measure } from "../../text/limits";

interface LongFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly note?: string;
  readonly rows?: number;
  readonly name?: string;
}

/** How many characters are left from which on that is said. */
const tellLeft = 300;

/** Whether the server would take this text. */
export function fitsText(text: string): boolean {
  return text.trim() !== "" && measure(text).left >= 0;
}

/** Some lines of text, and how much more fits. */
export function LongField({ label, value, change, note, rows = 4, name }: LongFieldProps) {
  const [id, below] = [useId(), useId()];
  const { left } = measure(value);
  const words =
    left < 0 ? `${-left} characters too many` : left < tellLeft ? `${left} characters left` : note;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={rows}
        value={value}
        aria-invalid={left < 0}
        aria-describedby={words === undefined ? undefined : below}
        // A paste may bring along what no server takes.
        onInput={(event) => change(clean(event.currentTarget.value))}
      />
      {words !== undefined && (
        <span id={below} class={left < 0 ? "problem" : "note"} role={left < tellLeft ? "status" : undefined}>
          {words}
        </span>
      )}
    </div>
  );
}
