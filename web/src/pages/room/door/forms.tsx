import { useState } from "preact/hooks";

interface FormProps {
  readonly busy: boolean;
  readonly waiting: boolean;
}

interface PasswordProps extends FormProps {
  readonly wrong: boolean;
  readonly enter: (password: string) => void;
}

export function PasswordForm({ busy, waiting, wrong, enter }: PasswordProps) {
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  return (
    <form
      class="door-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !waiting && password !== "") enter(password);
      }}
    >
      <label class="field">
        <span>Password of the room</span>
        <input
          // The types of Preact know one kind per element; both kinds take the same attributes.
          type={(shown ? "text" : "password") as "password"}
          value={password}
          maxLength={256}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={wrong}
          aria-describedby={wrong ? "door-problem" : undefined}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <label class="radio">
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
        <span>Show the password</span>
      </label>
      <button type="submit" class="button primary large" disabled={busy || waiting || password === ""}>
        {busy ? "Joining…" : "Join with the password"}
      </button>
    </form>
  );
}

interface KnockProps extends FormProps {
  readonly second?: boolean;
  readonly knock: (text: string) => void;
}

const knockPoints = 140;

export function KnockForm({ busy, waiting, second = false, knock }: KnockProps) {
  const [text, setText] = useState("");
  const left = knockPoints - [...text].length;
  return (
    <form
      class="door-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !waiting && left >= 0) knock(text);
      }}
    >
      <label class="field">
        <span>A word to those inside, if you like</span>
        <input
          value={text}
          placeholder="Who you are, or why you come"
          autocomplete="off"
          aria-invalid={left < 0}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {left < 30 && (
        <p class={left < 0 ? "problem" : "note"} role="status">
          {left < 0 ? `${-left} characters too many` : `${left} characters left`}
        </p>
      )}
      <button
        type="submit"
        class={second ? "button large" : "button primary large"}
        disabled={busy || waiting || left < 0}
      >
        {busy ? "Knocking…" : "Knock"}
      </button>
    </form>
  );
}

export function JoinForm({ busy, waiting, join }: FormProps & { readonly join: () => void }) {
  return (
    <button type="button" class="button primary large" disabled={busy || waiting} onClick={join}>
      {busy ? "Joining…" : "Join"}
    </button>
  );
}
