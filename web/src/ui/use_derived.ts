import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";

/**
 * A value made of signals and of what the component was given. Made anew when one of `inputs` changes, which
 * `useComputed` would notice only with the next change of a signal.
 */
export function useDerived<T>(make: () => T, inputs: readonly unknown[]): T {
  return useMemo(() => computed(make), [...inputs]).value;
}
