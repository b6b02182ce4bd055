import { useState } from "preact/hooks";
import { endOthers, exportAccount } from "../../account/api";
import { passwordHint, passwordProblem } from "../../account/rules";
import { saveAs } from "../../account/save_as";
import { useApp } from "../../app/app";
import type { Account } from "../../wire/account";
import { DeleteDialog } from "./delete_dialog";
import { Go, Refusal, SecretField } from "./fields";
import { useSubmit } from "./use_submit";

function Password({ account }: { readonly account: Account }) {
  const { me } = useApp();
  const [password, setPassword] = useState("");
  const [next, setNext] = useState("");
  const [saved, setSaved] = useState(false);
  const submit = useSubmit({ password_wrong: "password", password_invalid: "new_password" });
  const save = async (event: Event) => {
    event.preventDefault();
    setSaved(false);
    if (submit.refuse("password", password === "" ? "Type the present password." : null)) return;
    if (submit.refuse("new_password", passwordProblem(next, account.name))) return;
    if (!(await submit.run(() => me.changePassword(password, next)))) return;
    setPassword("");
    setNext("");
    setSaved(true);
  };
  return (
    <details class="more-options">
      <summary>Change the password</summary>
      <form ref={submit.form} class="stack inset" noValidate onSubmit={(event) => void save(event)}>
        {/* Tells a password manager whose password this is. */}
        <input hidden readOnly name="username" autocomplete="username" value={account.name} />
        <SecretField
          label="Present password"
          name="password"
          value={password}
          change={setPassword}
          submit={submit}
          autocomplete="current-password"
        />
        <SecretField
          label="New password"
          name="new_password"
          value={next}
          change={setNext}
          submit={submit}
          autocomplete="new-password"
          note={passwordHint(next)}
        />
        <p class="note">All other browsers are logged out. The recovery words stay the same.</p>
        <Refusal submit={submit} />
        <div class="save-row">
          <Go submit={submit} busy="Saving…">
            Change the password
          </Go>
          <span class="note" role="status">
            {saved ? "Changed. All other browsers are logged out." : ""}
          </span>
        </div>
      </form>
    </details>
  );
}

interface ActProps {
  readonly label: string;
  readonly busy: string;
  readonly note: string;
  /** Says what came of it; null if it failed, which is then told already. */
  readonly act: (submit: ReturnType<typeof useSubmit>) => Promise<string | null>;
}

function Act({ label, busy, note, act }: ActProps) {
  const submit = useSubmit();
  const [done, setDone] = useState("");
  const run = async () => {
    setDone("");
    setDone((await act(submit)) ?? "");
  };
  return (
    <div class="setting">
      <div class="save-row">
        <button type="button" class="button" disabled={submit.busy} onClick={() => void run()}>
          {submit.busy ? busy : label}
        </button>
        <span class="note" role="status">
          {done}
        </span>
      </div>
      <Refusal submit={submit} />
      <p class="note">{note}</p>
    </div>
  );
}

export function endedWords(ended: number): string {
  if (ended === 0) return "You were logged in nowhere else.";
  return ended === 1
    ? "Done: 1 other browser is logged out."
    : `Done: ${ended} other browsers are logged out.`;
}

export function Security({ account, gone }: { readonly account: Account; readonly gone: () => void }) {
  const { me } = useApp();
  const [deleting, setDeleting] = useState(false);
  // Which rooms are one's own may have changed since the page was opened.
  const startDeleting = async () => {
    await me.read();
    setDeleting(true);
  };
  return (
    <section class="card" aria-labelledby="security-title">
      <h2 id="security-title">Security</h2>
      <Password account={account} />
      <Act
        label="Log out everywhere else"
        busy="Logging out…"
        note="Every other browser is out within a second. This one stays."
        act={async (submit) => {
          const answer = await submit.run(endOthers);
          return answer ? endedWords(answer.ended) : null;
        }}
      />
      <Act
        label="Save my data"
        busy="Fetching…"
        note="One JSON file with everything the server keeps of your account. Rooms and messages are not kept with it."
        act={async (submit) => {
          const answer = await submit.run(exportAccount);
          if (!answer) return null;
          saveAs(`srchat-${account.name}.json`, "application/json", JSON.stringify(answer, null, 2));
          return "Saved as a file.";
        }}
      />
      <div class="setting card-end">
        <div class="save-row">
          <button type="button" class="button danger" onClick={() => void startDeleting()}>
            Delete the account…
          </button>
        </div>
      </div>
      {deleting && <DeleteDialog account={account} close={() => setDeleting(false)} gone={gone} />}
    </section>
  );
}
