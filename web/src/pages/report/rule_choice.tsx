import { useEffect, useId, useState } from "preact/hooks";
import { loadRules, rules } from "../../complaints/rules";
import type { Refused } from "../../session/api";

interface RuleProps {
  readonly label: string;
  /** "" for none of them. */
  readonly chosen: string | null;
  readonly choose: (rule: string) => void;
  /** What stands for none of them. */
  readonly none: string;
}

/** The rules of this server, one of which may have been broken. */
export function RuleChoice({ label, chosen, choose, none }: RuleProps) {
  const name = useId();
  const [refused, setRefused] = useState<Refused | null>(null);
  const ask = () => void loadRules().then(setRefused);
  useEffect(ask, []);
  const list = rules.value ?? [];
  // A server that has a word for all the rest needs no other.
  const all = list.some(({ rule }) => rule === "other") ? list : [...list, { rule: "", text: none }];
  return (
    <fieldset class="field rules">
      <legend>{label}</legend>
      {refused && (
        <p class="problem" role="alert">
          The rules could not be fetched. {refused.text}{" "}
          <button type="button" class="linkish" onClick={ask}>
            Try again
          </button>
        </p>
      )}
      {(rules.value || refused) &&
        all.map(({ rule, text }) => (
          <label key={rule} class="radio">
            <input type="radio" name={name} checked={chosen === rule} onChange={() => choose(rule)} />
            <span>{text}</span>
          </label>
        ))}
    </fieldset>
  );
}
