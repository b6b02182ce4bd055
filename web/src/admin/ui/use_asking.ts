import { useRef, useState } from "preact/hooks";
import type { Answer, Refused } from "../../session/api";
import { shortDuration } from "../../time/lives";

export interface Refusal {
  /** "" for what belongs to no field of the form. */
  readonly field: string;
  readonly text: string;
}

export interface Asking {
  readonly form: { current: HTMLFormElement | null };
  readonly busy: boolean;
  readonly told: Refusal | null;
  problem(field: string): string | null;
  /** Shows what was found wrong without the server; says whether there was something. */
  refuse(field: string, text: string | null): boolean;
  /** Undefined if it was refused: then the words of the refusal are shown. What was typed stays. */
  run<T>(ask: () => Promise<Answer<T>>): Promise<T | undefined>;
  typed(field: string): void;
}

export function refusalWords({ text, retryAfterMs }: Refused): string {
  return retryAfterMs === undefined ? text : `${text} Try again in ${shortDuration(retryAfterMs)}.`;
}

/** To which field of the form a code belongs, if the server names none. */
export type FieldOf = Readonly<Record<string, string>>;

export function useAsking(fields: FieldOf = {}): Asking {
  const form = useRef<HTMLFormElement | null>(null);
  const asked = useRef(false);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Refusal | null>(null);
  const show = (refusal: Refusal) => {
    setTold(refusal);
    const input = refusal.field === "" ? null : form.current?.elements.namedItem(refusal.field);
    if (input instanceof HTMLElement) input.focus();
  };
  return {
    form,
    busy,
    told,
    problem: (field) => (told?.field === field ? told.text : null),
    refuse(field, text) {
      if (text !== null) show({ field, text });
      return text !== null;
    },
    async run(ask) {
      // A second click before the page has drawn the first one is not a second act.
      if (asked.current) return undefined;
      asked.current = true;
      setBusy(true);
      setTold(null);
      const answer = await ask();
      asked.current = false;
      setBusy(false);
      if (answer.ok) return answer.value;
      const named = fields[answer.code] ?? answer.field ?? "";
      const known = form.current?.elements.namedItem(named) ? named : "";
      show({ field: known, text: refusalWords(answer) });
      return undefined;
    },
    typed: (field) => {
      if (told?.field === field) setTold(null);
    },
  };
}

/** 1 to 500 characters, as every reason for the audit log has. */
export function reasonProblem(reason: string): string | null {
  if (reason.trim() === "") return "Say why; it goes to the audit log.";
  return [...reason.trim()].length > 500 ? "At most 500 characters." : null;
}
