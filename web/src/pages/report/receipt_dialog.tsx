import { useEffect, useState } from "preact/hooks";
import { type App, useApp } from "../../app/app";
import { navigate } from "../../app/router";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import "../../styles/account.css";

/**
 * Shows the six words over whatever page there is: a room may end, or send one out, the moment after one has
 * complained about it. Whoever can call this has the dialog loaded already.
 */
export function showReceipt(app: App, words: string): void {
  app.receipt.value = words;
}

/** What was pressed to get here is gone, so the keyboard would begin anew. */
function backToPage(): void {
  if (document.activeElement !== document.body) return;
  const page = document.querySelector<HTMLElement>("[data-region-focus], main[tabindex]");
  page?.focus({ preventScroll: true });
}

interface ReceiptProps {
  readonly words: string;
}

/** A visitor's way back to the complaint, told this once. There is no way around reading this. */
export function ReceiptDialog({ words }: ReceiptProps) {
  const app = useApp();
  const [done, setDone] = useState("");
  useEffect(() => {
    // The browser asks in its own words whether to go.
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => {
      removeEventListener("beforeunload", stay);
      queueMicrotask(backToPage);
    };
  }, []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      setDone("Copied.");
    } catch {
      setDone("The browser did not allow copying. Write them down.");
    }
  };
  const close = () => {
    app.receipt.value = null;
  };
  return (
    <Dialog title="It was sent. Write this down" onClose={null}>
      <div class="stack">
        <p>
          These six words are your receipt. It is shown only now, and with it alone can you read the answer
          and reply, also after this browser was closed.
        </p>
        <ol class="words" data-receipt={words}>
          {words.split(" ").map((word, n) => (
            <li key={`${n} ${word}`}>{word}</li>
          ))}
        </ol>
        <div class="act-row">
          <button type="button" class="button" onClick={() => void copy()}>
            <Icon name="copy" />
            Copy
          </button>
          <span class="note" role="status">
            {done}
          </span>
        </div>
        <p class="note">
          You use it at{" "}
          <a
            href="/report"
            onClick={(event) => {
              event.preventDefault();
              close();
              navigate("/report");
            }}
          >
            {location.host}/report
          </a>
          .
        </p>
        <button type="button" class="button primary" onClick={close}>
          I have written it down
        </button>
      </div>
    </Dialog>
  );
}
