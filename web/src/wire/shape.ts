// Run-time checks from which the static types are derived, so that a type and its check cannot differ.
// "lenient" is how frames of the server are read (unknown fields are ignored, as the protocol asks);
// "exact" is how tests read the golden files, where an unknown field means that the two sides drifted.
// A lenient reading also settles what a server of another version says: a field with a fallback that is
// missing, or holds a word that this page does not know, is given the fallback in the frame itself.

export type Mode = "lenient" | "exact";

export interface Shape<T> {
  /** Says what is wrong, as "path: reason", or null when the value fits. */
  readonly problem: (value: unknown, at: string, mode: Mode) => string | null;
  /** Never set: carries the type only. */
  readonly type?: T;
  readonly optional?: boolean;
  /** What stands in for a value that a lenient reading cannot take. */
  readonly fallback?: { readonly value: unknown; readonly mayLack: boolean };
}

export interface Optional<T> extends Shape<T> {
  readonly optional: true;
}

export type TypeOf<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type RequiredKeys<F> = { [K in keyof F]: F[K] extends Optional<unknown> ? never : K }[keyof F];
type OptionalKeys<F> = { [K in keyof F]: F[K] extends Optional<unknown> ? K : never }[keyof F];
type Flat<T> = { readonly [K in keyof T]: T[K] };
export type TypeOfFields<F> = Flat<
  { [K in RequiredKeys<F>]: TypeOf<F[K]> } & { [K in OptionalKeys<F>]?: TypeOf<F[K]> }
>;

export function text(min = 0, max = Number.POSITIVE_INFINITY): Shape<string> {
  return {
    problem: (value, at) => {
      if (typeof value !== "string") return `${at}: not a string`;
      // Limits of the protocol count code points, not UTF-16 units.
      const points = [...value].length;
      return points < min || points > max ? `${at}: ${points} characters` : null;
    },
  };
}

export function pattern(form: RegExp): Shape<string> {
  return {
    problem: (value, at) =>
      typeof value === "string" && form.test(value) ? null : `${at}: does not match ${form}`,
  };
}

export function integer(min = 0, max = Number.MAX_SAFE_INTEGER): Shape<number> {
  return {
    problem: (value, at) =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= min && value <= max
        ? null
        : `${at}: not an integer from ${min} to ${max}`,
  };
}

export const flag: Shape<boolean> = {
  problem: (value, at) => (typeof value === "boolean" ? null : `${at}: not true or false`),
};

export function oneOf<const T extends string | number>(...values: readonly T[]): Shape<T> {
  return {
    problem: (value, at) =>
      values.some((known) => known === value) ? null : `${at}: none of ${values.join(", ")}`,
  };
}

/** One of the values; any other word of a newer server is read as `fallback`. */
export function wordOr<const T extends string>(fallback: T, ...others: readonly T[]): Shape<T> {
  const { problem } = oneOf<T>(fallback, ...others);
  return { problem, fallback: { value: fallback, mayLack: false } };
}

/** A field that older servers do not send: missing or unreadable, it is read as `value`. */
export function orElse<T>(of: Shape<T>, value: T): Shape<T> {
  return { problem: of.problem, fallback: { value, mayLack: true } };
}

export function orNull<T>(of: Shape<T>): Shape<T | null> {
  return { problem: (value, at, mode) => (value === null ? null : of.problem(value, at, mode)) };
}

export function optional<T>(of: Shape<T>): Optional<T> {
  return { problem: of.problem, optional: true, ...(of.fallback ? { fallback: of.fallback } : {}) };
}

export function list<T>(of: Shape<T>): Shape<readonly T[]> {
  return {
    problem: (value, at, mode) => {
      if (!Array.isArray(value)) return `${at}: not a list`;
      for (const [index, item] of value.entries()) {
        const found = of.problem(item, `${at}[${index}]`, mode);
        if (found) return found;
      }
      return null;
    },
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function record<F extends Fields>(fields: F): Shape<TypeOfFields<F>> {
  return {
    problem: (value, at, mode) => {
      if (!isRecord(value)) return `${at}: not an object`;
      for (const [name, shape] of Object.entries(fields)) {
        const has = Object.hasOwn(value, name);
        if (!has && (shape.optional || (mode === "exact" && shape.fallback?.mayLack))) continue;
        const found = has ? shape.problem(value[name], `${at}.${name}`, mode) : `${at}.${name}: missing`;
        if (!found) continue;
        if (!settle(value, name, shape, mode)) return found;
      }
      if (mode === "lenient") return null;
      const extra = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
      return extra === undefined ? null : `${at}.${extra}: unknown field`;
    },
  };
}

/** Puts the fallback in its place, if there is one for this case. */
function settle(
  value: Readonly<Record<string, unknown>>,
  name: string,
  shape: Shape<unknown>,
  mode: Mode,
): boolean {
  const { fallback } = shape;
  if (mode === "exact" || !fallback) return false;
  if (!fallback.mayLack && typeof value[name] !== "string") return false;
  // The frame was parsed a moment ago and nobody else holds it.
  (value as Record<string, unknown>)[name] = fallback.value;
  return true;
}

/** A tagged union: `t` chooses the shape. */
export function tagged<M extends Readonly<Record<string, Shape<unknown>>>>(
  members: M,
): Shape<TypeOf<M[keyof M]>> {
  return {
    problem: (value, at, mode) => {
      if (!isRecord(value) || typeof value.t !== "string") return `${at}: no t`;
      const shape = Object.hasOwn(members, value.t) ? members[value.t] : undefined;
      return shape ? shape.problem(value, at, mode) : `${at}: unknown t`;
    },
  };
}

export function fits<T>(shape: Shape<T>, value: unknown, mode: Mode = "lenient"): value is T {
  return shape.problem(value, "frame", mode) === null;
}
