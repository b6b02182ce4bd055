import { useState } from "preact/hooks";
import { Mark } from "../../ui/brand";
import { logIn } from "../app/api";
import { type Away, useAdmin } from "../app/app";
import { Go, TextField } from "../ui/fields";
import { Page } from "../ui/page";
import { useAsking } from "../ui/use_asking";

const why: Readonly<Record<Away, string | null>> = {
  never: null,
  idle: "You were logged out because nobody was here for a while. Log in and go on where you were; what you were writing is still here.",
  elsewhere: "Your session has ended. Log in and go on where you were; what you were writing is still here.",
  left: "You are logged out.",
};

export const codeProblem = (code: string): string | null =>
  /^\d{6}$/.test(code) ? null : "Six digits, as your authenticator shows them.";

/** Some authenticators show a space in the middle. */
export const tidyCode = (typed: string): string => typed.replace(/\s/g, "");

interface CodeProps {
  readonly code: string;
  readonly change: (code: string) => void;
  readonly asking: ReturnType<typeof useAsking>;
}

export function CodeField({ code, change, asking }: CodeProps) {
  return (
    <TextField
      label="Six-digit code"
      name="code"
      value={code}
      change={(typed) => change(tidyCode(typed))}
      asking={asking}
      required
      note="From your authenticator. Each code works once."
      extra={{ autocomplete: "one-time-code", inputMode: "numeric", maxLength: 8 }}
    />
  );
}

export function LoginPage() {
  const app = useAdmin();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const asking = useAsking();
  const because = why[app.away.value];
  const send = async (event: Event) => {
    event.preventDefault();
    if (asking.refuse("name", name.trim() === "" ? "Your name as an admin." : null)) return;
    if (asking.refuse("password", password === "" ? "Your password." : null)) return;
    if (asking.refuse("code", codeProblem(code))) return;
    const answer = await asking.run(() => logIn(name.trim(), password, code));
    // A code that was refused may be used up.
    setCode("");
    if (answer) app.entered(answer.admin);
  };
  return (
    <main class="admin-login" id="main">
      <p class="brand">
        <Mark />
        SecureRoomChat
      </p>
      <Page title="Administration">
        <form ref={asking.form} class="card" noValidate onSubmit={(event) => void send(event)}>
          {because && <p role="status">{because}</p>}
          <TextField
            label="Name"
            name="name"
            value={name}
            change={setName}
            asking={asking}
            required
            extra={{ autocomplete: "username" }}
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            value={password}
            change={setPassword}
            asking={asking}
            required
            extra={{ autocomplete: "current-password" }}
          />
          <CodeField code={code} change={setCode} asking={asking} />
          <Go asking={asking}>Log in</Go>
        </form>
      </Page>
    </main>
  );
}
