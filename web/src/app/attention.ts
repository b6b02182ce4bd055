import { type Signal, signal } from "@preact/signals";

/** The person looks at this very page: it is visible and has the focus. */
export const attentive: Signal<boolean> = signal(false);

export function followAttention(): void {
  const look = () => {
    attentive.value = document.visibilityState === "visible" && document.hasFocus();
  };
  for (const event of ["focus", "blur"]) addEventListener(event, look);
  document.addEventListener("visibilitychange", look);
  look();
}
