import { useEffect, useState } from "preact/hooks";
import { saveAs } from "../../account/save_as";
import { useApp } from "../../app/app";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";

interface WordsProps {
  readonly words: string;
}

function asText(name: string, words: string): string {
  return `Recovery words of ${name} on ${location.host}\n\n${words}\n\nWhoever has them can take over the account.\n`;
}

/** The recovery words, which nobody can tell a second time. There is no way around reading this. */
export function WordsDialog({ words }: WordsProps) {
  const { me } = useApp();
  const [done, setDone] = useState("");
  const name = me.account.value?.name ?? "";
  useEffect(() => {
    // The browser asks in its own words whether to go.
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      setDone("Copied.");
    } catch {
      setDone("The browser did not allow copying. Write them down, or save them.");
    }
  };
  return (
    <Dialog title="Write these six words down" onClose={null}>
      <div class="stack">
        <p>
          They are the only way back in if you forget the password of <strong>{name}</strong>. They are shown
          this once: if you close the browser now, they are lost.
        </p>
        <ol class="words">
          {words.split(" ").map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ol>
        <div class="act-row">
          <button type="button" class="button" onClick={() => void copy()}>
            <Icon name="copy" />
            Copy
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              saveAs(`recovery-words-${name}.txt`, "text/plain", asText(name, words));
              setDone("Saved as a text file.");
            }}
          >
            <Icon name="down" />
            Save as text
          </button>
          <span class="note" role="status">
            {done}
          </span>
        </div>
        <button
          type="button"
          class="button primary"
          onClick={() => {
            me.words.value = null;
          }}
        >
          I have written them down
        </button>
      </div>
    </Dialog>
  );
}
