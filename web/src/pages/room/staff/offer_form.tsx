import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useRoomView } from "../room_view";
import { Problem } from "./problem";
import { useAct } from "./use_act";

interface OfferFormProps {
  readonly m: number;
  readonly name: string;
  /** Offered, or thought better of. */
  readonly done: (offered: boolean) => void;
}

/** Giving a room away takes the password of one's account; what was typed stays until it was right. */
export function OfferForm({ m, name, done }: OfferFormProps) {
  const { staff } = useRoomView().room;
  const acting = useAct();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const [password, setPassword] = useState("");
  const [field, problem] = [useId(), useId()];
  const offer = async (event: Event) => {
    event.preventDefault();
    if (await acting.run(() => staff.offer(m, password))) done(true);
    else input.current?.focus();
  };
  return (
    <form class="act-group stack" aria-label="Offer the room" onSubmit={(event) => void offer(event)}>
      <p>{name} has 10&nbsp;minutes to accept. Then the room is theirs, and you are a moderator.</p>
      <div class="field">
        <label for={field}>Password of your account</label>
        <input
          id={field}
          // The types of Preact know one kind per element; both kinds take the same attributes.
          type={"password" as "text"}
          autocomplete="current-password"
          ref={input}
          required
          value={password}
          aria-invalid={acting.problem !== null}
          aria-describedby={problem}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <div id={problem}>
          <Problem acting={acting} />
        </div>
      </div>
      <div class="act-row">
        <button type="submit" class="button primary" disabled={acting.busy || password === ""}>
          {acting.busy ? "Offering…" : "Offer the room"}
        </button>
        <button type="button" class="button" onClick={() => done(false)}>
          Cancel
        </button>
      </div>
    </form>
  );
}
