import { useState } from "preact/hooks";
import { alive } from "../../../complaints/picker";
import type { RoomState } from "../../../rooms/room_state";
import { Asked } from "../../report/asked";
import { fitsText, LongField } from "../../report/long_field";
import { RuleChoice } from "../../report/rule_choice";
import type { Reported } from "../room_view";
import { PickList } from "./pick_list";
import type { Report } from "./use_report";

/** What still keeps it from being looked at, or null. */
export function missing(
  what: Reported,
  rule: string | null,
  picked: readonly number[],
  text: string,
): string | null {
  if (rule === null) return "Choose what it is about.";
  if (what.kind === "message" && picked.length === 0) return "Pick at least one message.";
  if (text.trim() === "") return "Say in a few words what happened.";
  return fitsText(text) ? null : "What happened is too long.";
}

interface StepProps {
  readonly room: RoomState;
  readonly what: Reported;
  readonly report: Report;
  readonly close: () => void;
}

/** The three things to say: which rule, which messages, what happened. */
export function WriteStep({ room, what, report, close }: StepProps) {
  const { draft, rule, asking } = report;
  const [problem, setProblem] = useState<string | null>(null);
  const picked = alive(room, draft.picked);
  const submit = (event: Event) => {
    event.preventDefault();
    const lacks = missing(what, rule, picked, draft.text);
    setProblem(lacks);
    if (lacks === null) void report.look();
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <RuleChoice
        label="What it is about"
        chosen={rule}
        choose={(next) => report.write({ rule: next })}
        none="Something else"
      />
      <PickList room={room} what={what} picked={picked} pick={report.pick} />
      <LongField
        label="What happened"
        value={draft.text}
        change={(text) => report.write({ text })}
        note="In your own words. Whoever decides reads it, nobody else."
      />
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Asked asking={asking} />
      <div class="actions stay">
        <button
          type="button"
          class="button"
          onClick={() => {
            report.discard();
            close();
          }}
        >
          Discard
        </button>
        <button type="submit" class="button primary" disabled={asking.busy}>
          {asking.busy ? "Asking…" : "See what is stored"}
        </button>
      </div>
    </form>
  );
}
