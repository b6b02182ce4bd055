import { useState } from "preact/hooks";
import { shortDuration } from "../../time/lives";
import { Dialog } from "../../ui/dialog";
import { confirm } from "../app/api";
import { useAdmin } from "../app/app";
import { CodeField, codeProblem } from "../pages/login";
import { Go, TextField } from "./fields";
import { useAsking } from "./use_asking";

/** Password and code again, before an act that wants them. Then the act goes on. */
export function ConfirmDialog() {
  const app = useAdmin();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const asking = useAsking({ password_wrong: "password" });
  const name = app.who.value?.name ?? "";
  const send = async (event: Event) => {
    event.preventDefault();
    if (asking.refuse("password", password === "" ? "Your password." : null)) return;
    if (asking.refuse("code", codeProblem(code))) return;
    const answer = await asking.run(() => confirm(password, code));
    setCode("");
    if (!answer) return;
    app.entered(answer.admin);
    app.confirmation.settle(true);
  };
  return (
    <Dialog title="Confirm that it is you" onClose={() => app.confirmation.settle(false)}>
      <form ref={asking.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
        <p class="note">
          This act needs your password and a fresh code. It goes on by itself afterwards; nothing you typed is
          lost.
        </p>
        <input
          class="hidden"
          name="name"
          value={name}
          autocomplete="username"
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          value={password}
          change={setPassword}
          asking={asking}
          required
          extra={{ autocomplete: "current-password", autofocus: true }}
        />
        <CodeField code={code} change={setCode} asking={asking} />
        <Go asking={asking}>Confirm and go on</Go>
      </form>
    </Dialog>
  );
}

/** A minute before the session ends by itself. Only its buttons count as being there. */
export function IdleDialog({ leftMs }: { readonly leftMs: number }) {
  const app = useAdmin();
  return (
    <Dialog title="Are you still there?" onClose={() => app.stay()}>
      <p>
        Nobody has been here for a while. You are logged out in{" "}
        <strong role="timer">{shortDuration(leftMs)}</strong>. What you were writing is kept.
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={() => void app.leave("idle")}>
          Log out now
        </button>
        <button type="button" class="button primary" autofocus onClick={() => app.stay()}>
          Stay
        </button>
      </div>
    </Dialog>
  );
}
