import { useEffect, useState } from "preact/hooks";
import type { Answer } from "../../../session/api";
import type { OfficialWish } from "../../app/api";
import { useAdmin } from "../../app/app";
import { zoneWords } from "../../app/datetime";
import { officialNotes, officialWords } from "../../app/words";
import { ChoiceField, Go, RadioField, TextField } from "../../ui/fields";
import { useAsking } from "../../ui/use_asking";
import { type Official, officialKinds } from "../../wire/shapes";
import { emptyForm, formOf, readChange, readForm, type Typed } from "./wish";

interface FormProps {
  /** Null for a new one. */
  readonly room: Official | null;
  readonly regions: readonly string[];
  readonly done: (room: Official) => void;
}

/** What is typed into the form of one room, as one draft. */
function useTyped(key: string, initial: Typed): [Typed, (part: Partial<Typed>) => void, () => void] {
  const { drafts } = useAdmin();
  const draft = drafts.at(key, JSON.stringify(initial));
  const typed = { ...initial, ...(JSON.parse(draft.value) as Partial<Typed>) };
  return [
    typed,
    (part) => {
      draft.value = JSON.stringify({ ...typed, ...part });
    },
    () => {
      drafts.drop(key);
      draft.value = JSON.stringify(initial);
    },
  ];
}

export function OfficialForm({ room, regions, done }: FormProps) {
  const { api } = useAdmin();
  // The room is looked at again from time to time; what is being changed is what it was at first.
  const [before] = useState(() => (room ? formOf(room) : emptyForm));
  const [typed, change, forget] = useTyped(`room.${room?.id ?? "new"}`, before);
  const asking = useAsking({ name_invalid: "name" });
  const { kind } = typed;
  const input = (name: Exclude<keyof Typed, "kind">) => ({
    name,
    value: typed[name],
    change: (value: string) => change({ [name]: value }),
    asking,
  });
  useEffect(() => {
    const [only] = regions;
    if (typed.region === "" && regions.length === 1 && only !== undefined) change({ region: only });
  }, [regions]);
  const send = async (event: Event) => {
    event.preventDefault();
    const read = room ? readChange(before, typed) : readForm(typed);
    if (!read.ok) {
      asking.refuse(read.field, read.text);
      return;
    }
    const wish: OfficialWish = read.wish;
    if (asking.refuse("", Object.keys(wish).length === 0 ? "Nothing is changed." : null)) return;
    const ask = (): Promise<Answer<{ room: Official }>> =>
      room ? api.changeRoom(room.id, wish) : api.makeRoom(wish);
    const answer = await asking.run(ask);
    if (!answer) return;
    forget();
    done(answer.room);
  };
  return (
    <form ref={asking.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
      {!room && (
        <RadioField
          legend="Kind"
          name="kind"
          value={kind}
          change={(value) => change({ kind: officialKinds.find((each) => each === value) ?? "global" })}
          options={officialKinds.map((value) => ({
            value,
            words: officialWords[value],
            note: officialNotes[value],
          }))}
        />
      )}
      <TextField label="Name" {...input("name")} required note="1 to 48 characters" />
      <TextField label="Topic" {...input("topic")} note="May be left out" />
      {kind === "regional" && (
        <ChoiceField
          label="Region"
          {...input("region")}
          {...(regions.length === 0 ? { note: "No region is defined in the server’s configuration." } : {})}
          options={[{ value: "", words: "Choose…" }, ...regions.map((value) => ({ value, words: value }))]}
        />
      )}
      {kind === "special" && (
        <>
          <TextField
            label="Opens"
            {...input("opens_at")}
            type="datetime-local"
            note={`Your time (${zoneWords()}). Empty: at once`}
          />
          <TextField label="Closes" {...input("closes_at")} type="datetime-local" note="Empty: stays open" />
          <TextField
            label="Most people at once"
            {...input("capacity")}
            extra={{ inputMode: "numeric" }}
            note="Empty: as many as in any room"
          />
        </>
      )}
      <Go asking={asking}>{room ? "Save the changes" : "Create the room"}</Go>
    </form>
  );
}
