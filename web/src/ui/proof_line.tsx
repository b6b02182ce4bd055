import { proving } from "../proof/prover";

/** Said wherever the person is while the page solves what the server asked for. */
export function ProofLine() {
  return (
    <p class={proving.value > 0 ? "proof-line" : "hidden"} role="status">
      {proving.value > 0 ? "Checking that you are no machine…" : ""}
    </p>
  );
}
