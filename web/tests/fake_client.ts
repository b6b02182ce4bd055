import type { Outcome } from "../src/connection/client";
import type { Command, CommandName } from "../src/wire/commands";
import type { Reply } from "../src/wire/replies";

interface Asked {
  readonly command: Command;
  readonly answer: (outcome: Outcome<Reply>) => Promise<void>;
}

/** A server under the test's control: it sees each command and answers when the test says so. */
export class FakeClient {
  live = true;
  readonly asked: Asked[] = [];

  request(command: Command): Promise<Outcome<Reply>> {
    return new Promise((resolve) => {
      const answer = async (outcome: Outcome<Reply>) => {
        resolve(outcome);
        await settle();
      };
      this.asked.push({ command, answer });
    });
  }

  last<T extends CommandName>(t: T): { command: Command<T>; answer: Asked["answer"] } {
    const found = this.asked.findLast((each) => each.command.t === t);
    if (!found) throw new Error(`nobody asked for ${t}`);
    return { command: found.command as Command<T>, answer: found.answer };
  }

  count(t: CommandName): number {
    return this.asked.filter((each) => each.command.t === t).length;
  }
}

export const settle = async () => {
  for (let n = 0; n < 5; n += 1) await Promise.resolve();
};
export const ok = (reply: Reply): Outcome<Reply> => ({ ok: true, reply });
export const no = (code: string, retryAfterMs: number | null = null): Outcome<Reply> => ({
  ok: false,
  refusal: { code, text: code, retryAfterMs },
});
