import { useState } from "preact/hooks";
import type { Outcome } from "../../../connection/client";

export interface Acting {
  readonly busy: boolean;
  readonly problem: string | null;
  /** Runs one act; says what it came to. A refusal is shown where it was asked for. */
  run<T>(act: () => Promise<Outcome<T>>): Promise<T | null>;
}

export function useAct(): Acting {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    busy,
    problem,
    async run(act) {
      setBusy(true);
      setProblem(null);
      const answer = await act();
      setBusy(false);
      if (answer.ok) return answer.reply;
      setProblem(answer.refusal.text);
      return null;
    },
  };
}
