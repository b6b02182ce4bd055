import { shortDuration } from "../time/lives";
import { secondHand } from "../time/server_clock";
import { useDerived } from "./use_derived";

/** Whether the time (by the server's clock) is still to come; drawn again when it has. */
export function useWaiting(until: number | null): boolean {
  return useDerived(() => until !== null && secondHand.value < until, [until]);
}

/** "You can try again in 8 min", as long as that lasts. */
export function RetryTime({ until }: { readonly until: number }) {
  const words = useDerived(() => {
    const left = until - secondHand.value;
    return left > 0 ? `You can try again in ${shortDuration(left)}.` : "";
  }, [until]);
  return words === "" ? null : <p class="note">{words}</p>;
}
