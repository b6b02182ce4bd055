import { useState } from "preact/hooks";
import { Dialog } from "../../../ui/dialog";

interface RecoveryProps {
  readonly name: string;
  readonly words: string;
  readonly close: () => void;
}

/** Shown once; there is no way around reading it. */
export function RecoveryDialog({ name, words, close }: RecoveryProps) {
  const [told, setTold] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      setTold("Copied.");
    } catch {
      setTold("The browser did not allow copying. Write them down.");
    }
  };
  return (
    <Dialog title={`New recovery words of ${name}`} onClose={null}>
      <div class="stack">
        <p>
          They are the only way back in for <strong>{name}</strong>, and are shown this once. Give them to
          nobody else.
        </p>
        <ol class="words">
          {words.split(" ").map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ol>
        <div class="admin-row">
          <button type="button" class="button" onClick={() => void copy()}>
            Copy
          </button>
          <span class="note" role="status">
            {told}
          </span>
        </div>
        <div class="actions">
          <button type="button" class="button primary" onClick={close}>
            I have them
          </button>
        </div>
      </div>
    </Dialog>
  );
}
