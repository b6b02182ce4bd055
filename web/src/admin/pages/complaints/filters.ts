import { states } from "../../../wire/complaints";
import { type Kind, kinds, type State } from "../../wire/complaints";

/** Which complaints are shown; the query of the address and of the request alike. */
export interface Filters {
  readonly state: State | null;
  readonly kind: Kind | null;
  /** An admin's name, or "none". */
  readonly assigned: string | null;
}

export const noFilters: Filters = { state: null, kind: null, assigned: null };

export function readFilters(query: string): Filters {
  const asked = new URLSearchParams(query);
  return {
    state: states.find((state) => state === asked.get("state")) ?? null,
    kind: kinds.find((kind) => kind === asked.get("kind")) ?? null,
    assigned: asked.get("assigned")?.slice(0, 64) || null,
  };
}

/** "" without any; `before` is for the request alone. */
export function writeFilters(filters: Filters, before: string | null = null): string {
  const query = new URLSearchParams();
  for (const name of ["state", "kind", "assigned"] as const) {
    const value = filters[name];
    if (value !== null) query.set(name, value);
  }
  if (before !== null) query.set("before", before);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
