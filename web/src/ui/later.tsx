import { type Signal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

type State<P> =
  | { readonly is: "coming" }
  | { readonly is: "here"; readonly View: ComponentType<P> }
  | { readonly is: "failed" };

/** A component of a part of the page that is loaded when it is first shown. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const state: Signal<State<P>> = signal<State<P>>({ is: "coming" });
  const fetchIt = async () => {
    if (state.peek().is === "here") return;
    state.value = { is: "coming" };
    try {
      const View = await load();
      state.value = { is: "here", View };
    } catch {
      state.value = { is: "failed" };
    }
  };
  return function Later(props: P) {
    useEffect(() => void fetchIt(), []);
    const now = state.value;
    if (now.is === "here") return <now.View {...props} />;
    if (now.is === "coming") return null;
    return (
      <div class="banner" role="alert">
        <p>This part of the page could not be loaded.</p>
        <button type="button" class="button small" onClick={() => void fetchIt()}>
          Try again
        </button>
      </div>
    );
  };
}
