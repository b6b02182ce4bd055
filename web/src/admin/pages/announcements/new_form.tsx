import type { AnnouncementWish } from "../../app/api";
import { useAdmin } from "../../app/app";
import { readSpan, toField, zoneWords } from "../../app/datetime";
import { readRoomId } from "../../app/words";
import { ChoiceField, Go, LongField, TextField } from "../../ui/fields";
import { useAsking } from "../../ui/use_asking";
import { useDraft } from "../../ui/use_draft";
import { type Announcement, scopes } from "../../wire/shapes";
import { Preview } from "./preview";

const scopeWords: Readonly<Record<Announcement["scope"], string>> = {
  all: "Everybody",
  region: "People of a region",
  room: "People in a room",
};

const textAtMost = 500;

interface NewProps {
  readonly regions: readonly string[];
  readonly done: () => void;
}

export function NewAnnouncement({ regions, done }: NewProps) {
  const { api, drafts } = useAdmin();
  const [text, setText] = useDraft("announce.text");
  const [scopeTyped, setScope] = useDraft("announce.scope", "all");
  const [region, setRegion] = useDraft("announce.region");
  const [room, setRoom] = useDraft("announce.room");
  const [from, setFrom] = useDraft("announce.from");
  const [until, setUntil] = useDraft("announce.until", toField(Date.now() + 86_400_000));
  const asking = useAsking({ text_invalid: "text", no_room: "room" });
  const scope = scopes.find((each) => each === scopeTyped) ?? "all";
  const length = [...text].length;
  const send = async (event: Event) => {
    event.preventDefault();
    if (asking.refuse("text", text.trim() === "" ? "Write what is to be announced." : null)) return;
    if (asking.refuse("text", length > textAtMost ? "At most 500 characters." : null)) return;
    if (asking.refuse("region", scope === "region" && region === "" ? "Choose a region." : null)) return;
    const id = scope === "room" ? readRoomId(room) : null;
    const roomWrong =
      scope === "room" && id === null ? "A link of a room, or the 17 characters of its id." : null;
    if (asking.refuse("room", roomWrong)) return;
    const span = readSpan(from, until, Date.now());
    if (!span.ok) {
      asking.refuse(span.field, span.text);
      return;
    }
    const wish: AnnouncementWish = {
      text: text.trim(),
      scope,
      until: span.until,
      ...(span.from === null ? {} : { from: span.from }),
      ...(scope === "region" ? { region } : {}),
      ...(id === null ? {} : { room: id }),
    };
    if (!(await asking.run(() => api.announce(wish)))) return;
    setText("");
    drafts.drop("announce.");
    done();
  };
  return (
    <form ref={asking.form} class="stack" noValidate onSubmit={(event) => void send(event)}>
      <LongField
        label="Text"
        name="text"
        value={text}
        change={setText}
        asking={asking}
        required
        note={`${length} of ${textAtMost} characters`}
      />
      <ChoiceField
        label="For whom"
        name="scope"
        value={scope}
        change={setScope}
        asking={asking}
        options={scopes.map((value) => ({ value, words: scopeWords[value] }))}
      />
      {scope === "region" && (
        <ChoiceField
          label="Region"
          name="region"
          value={region}
          change={setRegion}
          asking={asking}
          options={[{ value: "", words: "Choose…" }, ...regions.map((value) => ({ value, words: value }))]}
        />
      )}
      {scope === "room" && (
        <TextField label="Link or id of the room" name="room" value={room} change={setRoom} asking={asking} />
      )}
      <TextField
        label="From"
        name="from"
        type="datetime-local"
        value={from}
        change={setFrom}
        asking={asking}
        note={`Your time (${zoneWords()}). Empty: now`}
      />
      <TextField
        label="Until"
        name="until"
        type="datetime-local"
        value={until}
        change={setUntil}
        asking={asking}
        required
        note="At most 30 days from now"
      />
      <Preview text={text} />
      <Go asking={asking}>Announce</Go>
    </form>
  );
}
