import { useAdmin } from "../../app/app";
import { durations, untilWords } from "../../app/words";
import { ChoiceField, RadioField, TextField } from "../../ui/fields";
import { ReasonDialog } from "../../ui/reason_dialog";
import { useAsking } from "../../ui/use_asking";
import { useDraft } from "../../ui/use_draft";
import type { PersonAnswer, Subject } from "../../wire/shapes";

export interface PersonDialogProps {
  readonly of: Subject;
  readonly done: (answer: PersonAnswer, words: string) => void;
  readonly close: () => void;
}

export function SuspendDialog({ of, done, close }: PersonDialogProps) {
  const app = useAdmin();
  const key = `${of.name}.suspend`;
  const rules = app.rules.value;
  const [rule, setRule] = useDraft(`${key}.rule`, rules?.[0]?.rule ?? "");
  const [typed, setTyped] = useDraft(`${key}.minutes`, "1440");
  const asking = useAsking();
  const minutes = typed === "" ? null : Number(typed);
  const chosen = rules ? (rules.find((each) => each.rule === rule)?.rule ?? rules[0]?.rule ?? "") : rule;
  return (
    <ReasonDialog<PersonAnswer>
      title={`Suspend ${of.name}`}
      draft={key}
      go={minutes === null ? "Suspend for good" : `Suspend ${untilWords(minutes)}`}
      ask={(reason) => app.api.suspend(of.name, chosen, reason, minutes)}
      close={close}
      done={(answer) => {
        app.drafts.drop(key);
        done(
          answer,
          answer.proposal
            ? `Proposed: another admin has to agree before ${of.name} is suspended for good.`
            : `${of.name} is suspended ${untilWords(minutes)}.`,
        );
      }}
    >
      <p>
        <strong>{of.name}</strong> cannot log in {untilWords(minutes)}, and all their logins end at once. They
        are told the rule and the end, not the reason.
        {minutes === null && " Where there is more than one admin, a second one has to agree first."}
      </p>
      <ChoiceField
        label="For how long"
        name="minutes"
        value={typed}
        change={setTyped}
        asking={asking}
        options={durations.map((each) => ({
          value: each.minutes === null ? "" : `${each.minutes}`,
          words: each.words,
        }))}
      />
      {rules ? (
        <ChoiceField
          label="Which rule"
          name="rule"
          value={chosen}
          change={setRule}
          asking={asking}
          options={rules.map((each) => ({ value: each.rule, words: each.text }))}
        />
      ) : (
        <TextField label="Which rule" name="rule" value={rule} change={setRule} asking={asking} />
      )}
    </ReasonDialog>
  );
}

export function UnsuspendDialog({ of, done, close }: PersonDialogProps) {
  const { api } = useAdmin();
  return (
    <ReasonDialog<PersonAnswer>
      title={`Unsuspend ${of.name}`}
      draft={`${of.name}.unsuspend`}
      go="Unsuspend"
      danger={false}
      ask={(reason) => api.unsuspend(of.name, reason)}
      close={close}
      done={(answer) => done(answer, `${of.name} can log in again.`)}
    >
      <p>
        <strong>{of.name}</strong> can log in again at once.
      </p>
    </ReasonDialog>
  );
}

const whats = {
  profile: "Display name, picture and what they say about themselves go back to how they were at first.",
  access:
    "All their logins end, their password stops working, and new recovery words are shown to you once. Hand them over safely: whoever has them can take over the account.",
} as const;

export function ResetDialog({ of, done, close }: PersonDialogProps) {
  const { api, drafts } = useAdmin();
  const key = `${of.name}.reset`;
  const [typed, setTyped] = useDraft(`${key}.what`, "profile");
  const what = typed === "access" ? "access" : "profile";
  return (
    <ReasonDialog<PersonAnswer>
      title={`Reset ${of.name}`}
      draft={key}
      go={what === "access" ? "Reset the access" : "Reset the profile"}
      ask={(reason) => api.reset(of.name, what, reason)}
      close={close}
      done={(answer) => {
        drafts.drop(key);
        done(
          answer,
          what === "access"
            ? `${of.name} needs the new recovery words now.`
            : `The profile of ${of.name} is reset.`,
        );
      }}
    >
      <RadioField
        legend={`What of ${of.name}`}
        name="what"
        value={what}
        change={setTyped}
        options={[
          { value: "profile", words: "The profile", note: whats.profile },
          { value: "access", words: "The access", note: whats.access },
        ]}
      />
    </ReasonDialog>
  );
}
