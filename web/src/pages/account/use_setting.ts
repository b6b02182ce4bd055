import { useState } from "preact/hooks";
import { tell } from "../../account/refusals";
import { useApp } from "../../app/app";
import type { AccountChange } from "../../wire/account";

export interface Setting {
  /** What is being saved, until the server has it. */
  readonly pending: AccountChange | null;
  readonly problem: string | null;
  readonly saved: boolean;
  set(change: AccountChange): Promise<void>;
}

/** A choice that is saved as it is made; a refusal puts it back and says why. */
export function useSetting(): Setting {
  const { me } = useApp();
  const [pending, setPending] = useState<AccountChange | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  return {
    pending,
    problem,
    saved,
    async set(change) {
      setPending(change);
      setProblem(null);
      setSaved(false);
      const answer = await me.change(change);
      setPending(null);
      setSaved(answer.ok);
      if (!answer.ok) setProblem(`Not saved. ${tell(answer).text}`);
    },
  };
}
