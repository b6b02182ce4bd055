import { useState } from "preact/hooks";
import { useApp } from "../app/app";
import { close } from "../app/overlays";
import { Dialog } from "./dialog";

export function RenameDialog() {
  const app = useApp();
  const [name, setName] = useState(app.you.peek()?.name ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const failure = await app.rename(name);
    setBusy(false);
    if (failure) setProblem(failure.text);
    else close("rename");
  };
  return (
    <Dialog title="Your name" onClose={() => close("rename")}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <label class="field">
          <span>What others see</span>
          <input
            autofocus
            value={name}
            maxLength={64}
            autocomplete="off"
            spellcheck={false}
            required
            aria-invalid={problem !== null}
            aria-describedby="rename-note"
            onInput={(event) => {
              setName(event.currentTarget.value);
              setProblem(null);
            }}
          />
        </label>
        <p id="rename-note" class={problem ? "note problem" : "note"} role={problem ? "alert" : undefined}>
          {problem ?? "Up to 32 characters, in every room you are in. Messages you wrote keep the old name."}
        </p>
        <div class="actions">
          <button type="button" class="button" onClick={() => close("rename")}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={busy || name.trim() === ""}>
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
