import { useRef, useState } from "preact/hooks";
import { type FieldOf, type Told, tell } from "../../account/refusals";
import type { Answer } from "../../session/api";
import { serverNow } from "../../time/server_clock";

export interface Submit {
  readonly form: { current: HTMLFormElement | null };
  readonly busy: boolean;
  readonly told: Told | null;
  /** Server time before which another try is useless, or null. */
  readonly until: number | null;
  /** What is wrong with a field, if that is known. */
  problem(field: string): string | null;
  /** Shows a problem that was found without the server. Says whether there was one. */
  refuse(field: string, text: string | null): boolean;
  /** Undefined if it was refused; the refusal is shown. */
  run<T>(ask: () => Promise<Answer<T>>): Promise<T | undefined>;
  clear(): void;
}

/** One form that asks the server: what was typed stays, and what is wrong shows where it belongs. */
export function useSubmit(fields: FieldOf = {}, own: Readonly<Record<string, string>> = {}): Submit {
  const form = useRef<HTMLFormElement | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  const show = (next: Told) => {
    setTold(next);
    if (next.waitMs !== null) setUntil(serverNow() + next.waitMs);
    const input = next.field === "" ? null : form.current?.elements.namedItem(next.field);
    if (input instanceof HTMLElement) input.focus();
  };
  return {
    form,
    busy,
    told,
    until,
    problem: (field) => (told?.field === field ? told.text : null),
    refuse(field, text) {
      if (text === null) return false;
      show({ field, text, waitMs: null, again: false });
      return true;
    },
    async run(ask) {
      setBusy(true);
      setTold(null);
      setUntil(null);
      const answer = await ask();
      setBusy(false);
      if (answer.ok) return answer.value;
      show(tell(answer, fields, own));
      return undefined;
    },
    clear: () => setTold(null),
  };
}
