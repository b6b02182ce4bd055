import { vi } from "vitest";
import type { Case } from "../../src/admin/wire/complaints";
import type { Admin } from "../../src/admin/wire/shapes";
import { roomId } from "../builders";

export const root: Admin = { name: "root", confirmed_until: 1, idle_ms: 900_000 };

export function aCase(part: Partial<Case> = {}): Case {
  return {
    id: "c1",
    kind: "message",
    rule: "spam",
    state: "new",
    outcome: null,
    created_at: 1,
    changed_at: 1,
    decided_at: null,
    ends_at: null,
    assigned: null,
    reporter: "guest",
    room: { id: roomId, there: true },
    subject: { name: "Ann", kind: "user", m: 4, account: true },
    evidence: null,
    posts: [],
    ...part,
  };
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Given = readonly [status: number, value?: unknown] | ((asked: Asked) => readonly [number, unknown?]);

export const refusal = (
  status: number,
  code: string,
  text = `It is ${code}.`,
): readonly [number, unknown] => [status, { error: { code, text } }];

/** Answers as a server would; what is not there is 404 `not_found`, as for whoever is no admin. */
export class FakeServer {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, Given>([
    ["GET /api/rules", [200, { rules: [{ rule: "spam", text: "Spam or advertising" }] }]],
  ]);

  constructor() {
    vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => this.answer(path, init));
  }

  /** `what` is "POST /complaints/c1/claim"; the part of administration is added. */
  on(what: string, given: Given): this {
    this.answers.set(what.replace(" /", " /admin/api/"), given);
    return this;
  }

  to(what: string): readonly Asked[] {
    const path = what.replace(" /", " /admin/api/");
    return this.asked.filter((each) => `${each.method} ${each.path}` === path);
  }

  private async answer(path: string, init: RequestInit): Promise<Response> {
    const method = init.method ?? "GET";
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const asked = { method, path, body };
    this.asked.push(asked);
    const given =
      this.answers.get(`${method} ${path}`) ??
      this.answers.get(`${method} ${path.replace(/\?.*/, "")}`) ??
      refusal(404, "not_found");
    const [status, value] = typeof given === "function" ? given(asked) : given;
    return new Response(status === 204 ? null : JSON.stringify(value), { status });
  }
}
