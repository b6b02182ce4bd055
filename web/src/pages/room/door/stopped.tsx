import { Link } from "../../../ui/link";
import { RetryTime, useWaiting } from "../../../ui/retry_time";
import { goTo } from "../../../ui/you_menu";
import { DoorFrame } from "./door_frame";
import { stopWords } from "./doors";

interface StoppedProps {
  readonly why: keyof typeof stopWords;
  readonly name: string | null;
  /** Before this time there is no use in trying again; null if that is not known. */
  readonly until: number | null;
  /** Null where trying again cannot help. */
  readonly retry: (() => void) | null;
  readonly busy: boolean;
}

/** The door is shut. Each case says so in its own words, and what can be done. */
export function Stopped({ why, name, until, retry, busy }: StoppedProps) {
  const waiting = useWaiting(until);
  const { title, text } = stopWords[why];
  return (
    <DoorFrame title={title} {...(name === null ? {} : { eyebrow: name })}>
      <p role="status">{text}</p>
      {until !== null && <RetryTime until={until} />}
      <div class="door-acts">
        {retry && (
          <button type="button" class="button primary large" disabled={waiting || busy} onClick={retry}>
            {busy ? "Trying…" : "Try again"}
          </button>
        )}
        {why === "no_guests" && (
          <>
            <button type="button" class="button primary large" onClick={() => goTo("login")}>
              Log in
            </button>
            <button type="button" class="button large" onClick={() => goTo("register")}>
              Create an account
            </button>
          </>
        )}
        <Link to="/" class={retry || why === "no_guests" ? "button large" : "button primary large"}>
          Go to the start page
        </Link>
      </div>
    </DoorFrame>
  );
}
