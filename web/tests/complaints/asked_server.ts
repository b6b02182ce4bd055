import { vi } from "vitest";

export interface Asked {
  readonly path: string;
  readonly body: unknown;
}

type Said = { readonly status: number; readonly body: unknown };

export const said = (body: unknown, status = 200): Said => ({ status, body });
export const refused = (code: string, status = 403, part: object = {}): Said => ({
  status,
  body: { error: { code, text: `text of ${code}`, ...part } },
});

/** A server under the test's control: what is asked of it, and what it answers next on each path. */
export class AskedServer {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, (Said | null)[]>();

  /** The last answer of a path is given again and again; null: the network fails. */
  when(path: string, ...answers: (Said | null)[]): this {
    this.answers.set(path, answers);
    return this;
  }

  of(path: string): readonly Asked[] {
    return this.asked.filter((each) => each.path === path);
  }

  start(): void {
    vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
      const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
      this.asked.push({ path, body });
      const answers = this.answers.get(path) ?? [];
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (!answer) throw new Error(`no network for ${path}`);
      return new Response(JSON.stringify(answer.body), { status: answer.status });
    });
  }
}
