import type { ActWish } from "../../app/api";
import { useAdmin } from "../../app/app";
import { durations, muteDurations, untilWords } from "../../app/words";
import { ChoiceField, RadioField } from "../../ui/fields";
import { ReasonDialog } from "../../ui/reason_dialog";
import { useAsking } from "../../ui/use_asking";
import { useDraft } from "../../ui/use_draft";
import type { Acted, Case } from "../../wire/complaints";

type Act = ActWish["act"];

const actWords: Readonly<Record<Act, string>> = {
  warn: "Warn",
  mute: "Mute in the room",
  suspend: "Suspend the account",
  close_room: "Close the room",
};

/** What can be done at all: somebody may have left, have no account, or the room may be gone. */
export function possibleActs({ subject, room }: Case): readonly Act[] {
  const acts: Act[] = [];
  if (subject?.account) acts.push("warn");
  if (subject && typeof subject.m === "number" && room?.there) acts.push("mute");
  if (subject?.account) acts.push("suspend");
  if (room?.there) acts.push("close_room");
  return acts;
}

/** What will happen and to whom, in one sentence. */
export function consequence(act: Act, name: string, minutes: number | null): string {
  switch (act) {
    case "warn":
      return `The account behind “${name}” is told which rule was broken. Nothing else happens to it.`;
    case "mute":
      return `“${name}” cannot write in this room ${untilWords(minutes)}.`;
    case "suspend":
      return minutes === null
        ? `The account behind “${name}” can never log in again, and its logins end at once. Where there is more than one admin, a second one has to agree first.`
        : `The account behind “${name}” cannot log in ${untilWords(minutes)}, and its logins end at once.`;
    case "close_room":
      return "The room of this complaint closes at once, for everybody in it. Its messages are erased.";
  }
}

interface ActProps {
  readonly of: Case;
  readonly done: (acted: Acted, words: string) => void;
  readonly close: () => void;
}

export function ActDialog({ of, done, close }: ActProps) {
  const { api, drafts } = useAdmin();
  const acts = possibleActs(of);
  const key = `${of.id}.act`;
  const [chosen, setChosen] = useDraft(`${key}.what`, acts[0] ?? "");
  const [mute, setMute] = useDraft(`${key}.mute`, "60");
  const [suspend, setSuspend] = useDraft(`${key}.suspend`, "1440");
  const asking = useAsking();
  const act = acts.find((each) => each === chosen) ?? acts[0];
  if (!act) return null;
  const typed = act === "mute" ? mute : suspend;
  const minutes = act === "mute" || act === "suspend" ? (typed === "" ? null : Number(typed)) : null;
  const options = act === "mute" ? muteDurations : durations;
  return (
    <ReasonDialog<Acted>
      title={`Act on ${of.subject?.name ?? "the room"}`}
      draft={key}
      go={actWords[act]}
      ask={(reason) => api.act(of.id, { act, reason, ...(minutes === null ? {} : { minutes }) })}
      done={(acted) => {
        drafts.drop(key);
        done(
          acted,
          acted.proposal ? "Proposed; a second admin has to agree." : `Done: ${actWords[act].toLowerCase()}.`,
        );
      }}
      close={close}
    >
      <RadioField
        legend="What"
        name="act"
        value={act}
        change={setChosen}
        options={acts.map((value) => ({ value, words: actWords[value] }))}
      />
      {(act === "mute" || act === "suspend") && (
        <ChoiceField
          label="For how long"
          name="minutes"
          value={typed}
          change={act === "mute" ? setMute : setSuspend}
          asking={asking}
          options={options.map((each) => ({
            value: each.minutes === null ? "" : `${each.minutes}`,
            words: each.words,
          }))}
        />
      )}
      <p>
        <strong>{consequence(act, of.subject?.name ?? "", minutes)}</strong>
      </p>
    </ReasonDialog>
  );
}
