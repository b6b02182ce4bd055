import { useId } from "preact/hooks";

// Small controls for one choice among a few.

interface Option<T> {
  readonly value: T;
  readonly words: string;
  readonly note?: string;
}

interface ChoiceProps<T> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly choose: (value: T) => void;
}

export function Select<T extends string | number>({ label, value, options, choose }: ChoiceProps<T>) {
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => String(option.value) === event.currentTarget.value);
          if (chosen) choose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Radios<T extends string>({ label, value, options, choose }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="field listing">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="radio">
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            onChange={() => choose(option.value)}
          />
          <span>
            {option.words}
            {option.note !== undefined && <span class="note">{option.note}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
