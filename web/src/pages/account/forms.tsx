import { useState } from "preact/hooks";
import { nameProblem, passwordHint, passwordProblem, tidyWords, wordsProblem } from "../../account/rules";
import { useApp } from "../../app/app";
import { Go, Refusal, SecretField, TextField } from "./fields";
import { useSubmit } from "./use_submit";

export type Entry = "login" | "register" | "recovery";

interface FormProps {
  readonly done: () => void;
  /** Leads to one of the other forms. */
  readonly go: (which: Entry) => void;
}

export function RegisterForm({ done, go }: FormProps) {
  const app = useApp();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const submit = useSubmit({ name_taken: "name", name_invalid: "name", password_invalid: "password" });
  const inRooms = app.rooms.list.value.length > 0;
  const send = async (event: Event) => {
    event.preventDefault();
    if (submit.refuse("name", nameProblem(name))) return;
    if (submit.refuse("password", passwordProblem(password, name))) return;
    if (await submit.run(() => app.me.register(name, password))) done();
  };
  return (
    <form ref={submit.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
      <p class="note">
        The server keeps this name, your password in a form that cannot be read back, and what you write into
        your profile. Nothing of what is said in rooms.
      </p>
      <TextField
        label="Name"
        name="name"
        value={name}
        change={(value) => setName(value.toLowerCase())}
        submit={submit}
        autocomplete="username"
        note="3 to 24 of a–z, 0–9, dot, dash and underscore. It cannot be changed; how others see you can."
        autofocus
      />
      <SecretField
        label="Password"
        name="password"
        value={password}
        change={setPassword}
        submit={submit}
        autocomplete="new-password"
        note={passwordHint(password)}
      />
      {inRooms && (
        <p class="note">
          You stay in your rooms as you are, with your role and whatever you are writing. The others see the
          new name.
        </p>
      )}
      <Refusal submit={submit} />
      <Go submit={submit} busy="Creating…">
        Create the account
      </Go>
      <p class="form-foot">
        You have an account?{" "}
        <button type="button" class="linkish" onClick={() => go("login")}>
          Log in
        </button>
      </p>
    </form>
  );
}

export function LoginForm({ done, go }: FormProps) {
  const app = useApp();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const submit = useSubmit({});
  const guest = app.you.value?.kind === "guest" ? app.you.value.name : null;
  const send = async (event: Event) => {
    event.preventDefault();
    if (submit.refuse("name", name.trim() === "" ? "Type your name." : null)) return;
    if (submit.refuse("password", password === "" ? "Type your password." : null)) return;
    if (await submit.run(() => app.me.logIn(name.trim(), password))) done();
  };
  return (
    <form ref={submit.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
      <TextField
        label="Name"
        name="name"
        value={name}
        change={(value) => setName(value.toLowerCase())}
        submit={submit}
        autocomplete="username"
        autofocus
      />
      <SecretField
        label="Password"
        name="password"
        value={password}
        change={setPassword}
        submit={submit}
        autocomplete="current-password"
      />
      {guest !== null && app.rooms.list.value.length > 0 && (
        <p class="note">
          {guest} leaves your rooms and you come back into them as yourself. A room that {guest} owns passes
          on to somebody in it. To keep it, create an account instead.
        </p>
      )}
      <Refusal submit={submit} />
      <Go submit={submit} busy="Logging in…">
        Log in
      </Go>
      <p class="form-foot">
        <button type="button" class="linkish" onClick={() => go("recovery")}>
          I forgot the password
        </button>
        <button type="button" class="linkish" onClick={() => go("register")}>
          Create an account
        </button>
      </p>
    </form>
  );
}

const recoveryFailed = "The name and the six words do not go together. Check both.";

export function RecoveryForm({ done, go }: FormProps) {
  const app = useApp();
  const [name, setName] = useState("");
  const [words, setWords] = useState("");
  const [password, setPassword] = useState("");
  const submit = useSubmit({ password_invalid: "password" }, { login_failed: recoveryFailed });
  const send = async (event: Event) => {
    event.preventDefault();
    const who = name.trim();
    if (submit.refuse("name", who === "" ? "Type your name." : null)) return;
    if (submit.refuse("recovery", wordsProblem(words))) return;
    if (submit.refuse("password", passwordProblem(password, who))) return;
    if (await submit.run(() => app.me.recover(who, tidyWords(words), password))) done();
  };
  return (
    <form ref={submit.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
      <p class="note">
        With the six words you wrote down when you created the account. All browsers are logged out, and you
        get new words.
      </p>
      <TextField
        label="Name"
        name="name"
        value={name}
        change={(value) => setName(value.toLowerCase())}
        submit={submit}
        autocomplete="username"
        autofocus
      />
      <TextField
        label="Six recovery words"
        name="recovery"
        value={words}
        change={setWords}
        submit={submit}
        autocomplete="off"
        note="In their order. Capitals and what stands between them do not matter."
      />
      <SecretField
        label="New password"
        name="password"
        value={password}
        change={setPassword}
        submit={submit}
        autocomplete="new-password"
        note={passwordHint(password)}
      />
      <Refusal submit={submit} />
      <Go submit={submit} busy="Checking…">
        Set the new password
      </Go>
      <p class="form-foot">
        <button type="button" class="linkish" onClick={() => go("login")}>
          Back to logging in
        </button>
      </p>
      <p class="note">
        Without the words there is no way back in: the account holds no address to which one could write.
      </p>
    </form>
  );
}
