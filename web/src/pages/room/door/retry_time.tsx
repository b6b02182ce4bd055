import { useComputed } from "@preact/signals";
import { shortDuration } from "../../../time/lives";
import { secondHand } from "../../../time/server_clock";

/** Whether the time (by the server's clock) is still to come; drawn again when it has. */
export function useWaiting(until: number | null): boolean {
  return useComputed(() => until !== null && secondHand.value < until).value;
}

/** "Try again in 8 min 20 s", as long as that lasts. */
export function RetryTime({ until }: { readonly until: number }) {
  const words = useComputed(() => {
    const left = until - secondHand.value;
    return left > 0 ? `You can try again in ${shortDuration(left)}.` : "";
  });
  return words.value === "" ? null : <p class="note">{words}</p>;
}
