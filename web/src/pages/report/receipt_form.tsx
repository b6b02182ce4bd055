import { useState } from "preact/hooks";
import { tidyWords, wordsProblem } from "../../account/rules";
import { addPostByReceipt, openReceipt } from "../../complaints/api";
import { useAsking } from "../../complaints/use_asking";
import { noComplaint } from "../../complaints/words";
import type { Complaint } from "../../wire/complaints";
import { Asked } from "./asked";
import { Thread } from "./thread";

interface Opened {
  readonly complaint: Complaint;
  /** In the memory of this page alone, as long as the thread is open. */
  readonly words: string;
}

/** Opens what was sent before, by the six words. Needs no session, and makes none. */
export function ReceiptForm() {
  const asking = useAsking();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = async (words: string) => {
    const answer = await asking.run(() => openReceipt(words));
    if (!answer) return;
    setOpened({ complaint: answer.complaint, words });
    setTyped("");
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const wrong = wordsProblem(typed);
    setProblem(wrong);
    if (wrong === null) void open(tidyWords(typed));
  };
  if (opened) {
    return (
      <>
        <Thread
          heading="h2"
          complaint={opened.complaint}
          changed={(complaint) => setOpened({ ...opened, complaint })}
          send={(text) => addPostByReceipt(opened.words, text)}
          draft={null}
        />
        <Asked asking={asking} own={{ no_complaint: noComplaint }} />
        <div class="act-row">
          <button type="button" class="button" disabled={asking.busy} onClick={() => void open(opened.words)}>
            {asking.busy ? "Looking…" : "Look for an answer"}
          </button>
          <button type="button" class="button" onClick={() => setOpened(null)}>
            Close it
          </button>
        </div>
      </>
    );
  }
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <label class="field">
        <span>Your receipt, six words</span>
        <input
          value={typed}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={problem !== null}
          aria-describedby="receipt-note"
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setProblem(null);
            asking.clear();
          }}
        />
      </label>
      <p
        id="receipt-note"
        class={problem === null ? "note" : "problem"}
        role={problem === null ? undefined : "alert"}
      >
        {problem ?? "In their order. Capitals and what stands between them do not matter."}
      </p>
      <Asked asking={asking} own={{ no_complaint: noComplaint }} />
      <div class="act-row">
        <button type="submit" class="button primary" disabled={asking.busy}>
          {asking.busy ? "Opening…" : "Open it"}
        </button>
      </div>
    </form>
  );
}
