import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";

const hiddenMs = 100;

export interface PerFrame<T> {
  readonly value: Signal<T>;
  stop(): void;
}

function nextFrame(run: () => void): void {
  // A hidden page gets no frames, and still has to let go of what ran out.
  if (document.visibilityState === "visible") requestAnimationFrame(run);
  else setTimeout(run, hiddenMs);
}

/** Follows a signal: a single change at once, a burst of them once per frame, so that it is drawn once. */
export function perFrame<T>(source: ReadonlySignal<T>): PerFrame<T> {
  const value = signal(source.peek());
  let waiting = false;
  let stopped = false;
  const settle = () => {
    waiting = false;
    if (!stopped && value.peek() !== source.peek()) take();
  };
  const take = () => {
    value.value = source.peek();
    waiting = true;
    nextFrame(settle);
  };
  const stopFollowing = effect(() => {
    if (source.value !== value.peek() && !waiting) take();
  });
  return {
    value,
    stop: () => {
      stopped = true;
      stopFollowing();
    },
  };
}
