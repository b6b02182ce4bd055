import type { ComponentChildren } from "preact";
import type { Answer } from "../../session/api";
import { Dialog } from "../../ui/dialog";
import { useAdmin } from "../app/app";
import { Go, LongField } from "./fields";
import { reasonProblem, useAsking } from "./use_asking";
import { useDraft } from "./use_draft";

interface ReasonProps<T> {
  readonly title: string;
  /** Under which name what is typed is kept. */
  readonly draft: string;
  readonly go: string;
  readonly danger?: boolean;
  readonly ask: (reason: string) => Promise<Answer<T>>;
  readonly done: (value: T) => void;
  readonly close: () => void;
  /** What will happen, and to whom; further fields of the form. */
  readonly children: ComponentChildren;
}

/** Asks before an act that cannot be taken back, and why it is done. */
export function ReasonDialog<T>(props: ReasonProps<T>) {
  const { title, draft, go, danger = true, ask, done, close, children } = props;
  const app = useAdmin();
  const asking = useAsking();
  const key = `${draft}.reason`;
  const [reason, setReason] = useDraft(key);
  const send = async (event: Event) => {
    event.preventDefault();
    if (asking.refuse("reason", reasonProblem(reason))) return;
    const value = await asking.run(() => ask(reason.trim()));
    if (value === undefined) return;
    app.drafts.drop(key);
    done(value);
  };
  return (
    <Dialog title={title} onClose={close}>
      <form ref={asking.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
        {children}
        <LongField
          label="Reason"
          name="reason"
          value={reason}
          change={setReason}
          asking={asking}
          rows={3}
          note="For the audit log; other admins read it."
        />
        <Go asking={asking} danger={danger}>
          {go}
        </Go>
      </form>
    </Dialog>
  );
}
