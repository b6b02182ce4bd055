import type { Asking } from "../../complaints/use_asking";
import { RetryTime } from "../../ui/retry_time";

interface AskedProps {
  readonly asking: Asking;
  /** Words of the page where they say more than the server's, by code. */
  readonly own?: Readonly<Record<string, string>>;
}

const kept: Readonly<Record<string, string>> = {
  unreachable: "The server cannot be reached. What you wrote is still here.",
  unavailable: "This cannot be taken just now. What you wrote is still here; try again in a moment.",
  rate_limited: "That was the most that can be sent for now. What you wrote is still here.",
};

/** Why the server did not take it, and when it will. */
export function Asked({ asking, own = {} }: AskedProps) {
  const { refused, until } = asking;
  if (!refused) return null;
  return (
    <>
      <p class="problem" role="alert" data-code={refused.code}>
        {own[refused.code] ?? kept[refused.code] ?? refused.text}
      </p>
      {until !== null && <RetryTime until={until} />}
    </>
  );
}
