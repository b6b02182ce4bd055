import { useState } from "preact/hooks";
import { type Failure, useApp } from "../../app/app";
import { serverNow } from "../../time/server_clock";
import { later } from "../../ui/later";
import { RetryTime } from "../../ui/retry_time";
import { createFields, type Wish, wishProblem } from "../axes/wish";

// Most people start with one click; the choices come when they are asked for.
const AxesForm = later(async () => (await import("../axes/axes_form")).AxesForm);

interface FormProps {
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
}

/** One click starts a room; whoever wants more opens the choices. */
export function StartForm({ wish, change }: FormProps) {
  const app = useApp();
  const [chosen, setChosen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  const start = async (event: Event) => {
    event.preventDefault();
    const problem = wishProblem(wish, false);
    if (problem !== null) return setFailure({ code: "password_invalid", text: problem });
    setBusy(true);
    setFailure(null);
    const failed = await app.startRoom(createFields(wish));
    setBusy(false);
    setFailure(failed);
    setUntil(failed?.retryAfterMs ? serverNow() + failed.retryAfterMs : null);
  };
  return (
    <form class="start" onSubmit={(event) => void start(event)}>
      <button type="submit" class="button primary large" disabled={busy}>
        {busy ? "Starting…" : "Start a room"}
      </button>
      {failure && (
        <p class="problem" role="alert">
          {failure.text}
        </p>
      )}
      {until !== null && <RetryTime until={until} />}
      <details class="more-options" onToggle={(event) => setChosen(chosen || event.currentTarget.open)}>
        <summary>Name, lifetime, who can come in</summary>
        {chosen && (
          <AxesForm
            wish={wish}
            change={change}
            namePlaceholder="Your guest name’s room"
            existing={false}
            hasPassword={false}
          />
        )}
        <button type="submit" class="button" disabled={busy}>
          Start this room
        </button>
      </details>
    </form>
  );
}
