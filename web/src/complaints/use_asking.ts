import { useState } from "preact/hooks";
import type { Answer, Refused } from "../session/api";
import { serverNow } from "../time/server_clock";

export interface Asking {
  readonly busy: boolean;
  readonly refused: Refused | null;
  /** Server time before which another try is useless, or null. */
  readonly until: number | null;
  /** Undefined if it was refused; the refusal is shown. */
  run<T>(ask: () => Promise<Answer<T>>): Promise<T | undefined>;
  clear(): void;
}

/** One thing that is asked of the server, and how it was refused. What was typed stays with whoever asks. */
export function useAsking(): Asking {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  return {
    busy,
    refused,
    until,
    async run(ask) {
      setBusy(true);
      setRefused(null);
      setUntil(null);
      const answer = await ask();
      setBusy(false);
      if (answer.ok) return answer.value;
      setRefused(answer);
      if (answer.retryAfterMs !== undefined) setUntil(serverNow() + answer.retryAfterMs);
      return undefined;
    },
    clear() {
      setRefused(null);
      setUntil(null);
    },
  };
}
