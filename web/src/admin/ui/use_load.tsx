import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "../../session/api";
import { refusalWords } from "./use_asking";

export interface Loaded<T> {
  readonly value: T | null;
  /** Why it could not be had (again), or null. An older value stays beside it. */
  readonly problem: string | null;
  readonly loading: boolean;
  again(): Promise<void>;
  set(value: T): void;
}

/** What a page shows, asked for when it comes and whenever `deps` change. A late answer to an older question is dropped. */
export function useLoad<T>(ask: () => Promise<Answer<T>>, deps: readonly unknown[]): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [loading, setLoading] = useState(true);
  const turn = useRef(0);
  const again = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    setLoading(true);
    const answer = await ask();
    if (mine !== turn.current) return;
    setLoading(false);
    setProblem(answer.ok ? null : refusalWords(answer));
    if (answer.ok) setValue(answer.value);
  }, deps);
  useEffect(() => {
    setValue(null);
    setProblem(null);
    void again();
    return () => {
      turn.current += 1;
    };
  }, deps);
  const set = (fresh: T) => {
    turn.current += 1;
    setLoading(false);
    setProblem(null);
    setValue(fresh);
  };
  return { value, problem, loading, again, set };
}

/** While a page has nothing to show yet, or nothing new. */
export function LoadState({ of: loaded }: { readonly of: Loaded<unknown> }) {
  if (loaded.problem !== null) {
    return (
      <div class="admin-problem" role="alert">
        <p class="problem">{loaded.problem}</p>
        <button type="button" class="button small" onClick={() => void loaded.again()}>
          Try again
        </button>
      </div>
    );
  }
  return loaded.value === null && loaded.loading ? <p class="note">Loading…</p> : null;
}

/** Asks again every `everyMs`, while somebody can see it. */
export function useWhileVisible(ask: () => void, everyMs: number): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    const tick = () => {
      if (document.visibilityState === "visible") latest.current();
    };
    const timer = setInterval(tick, everyMs);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [everyMs]);
}
