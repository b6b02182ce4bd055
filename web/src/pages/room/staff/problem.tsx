import type { Acting } from "./use_act";

export function Problem({ acting }: { readonly acting: Acting }) {
  if (acting.problem === null) return null;
  return (
    <p class="problem" role="alert">
      {acting.problem}
    </p>
  );
}
