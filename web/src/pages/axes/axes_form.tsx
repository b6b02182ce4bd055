import { messageLifeWords, slowWords } from "../../time/lives";
import type { Card } from "../../wire/shapes";
import { Radios, Select } from "./choices";
import { meaning, messageLivesFor, roomLives, slowSteps, type Wish, withLife } from "./wish";

interface AxesProps {
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
  /** What stands in for an empty name. */
  readonly namePlaceholder: string;
  /** The room is there already: what counts at once is set elsewhere. */
  readonly existing: boolean;
  /** There is a password already, which stays if none is typed. */
  readonly hasPassword: boolean;
}

const listings: readonly { readonly value: Card["listing"]; readonly words: string }[] = [
  { value: "unlisted", words: "Whoever has the link" },
  { value: "public", words: "Everybody; it is listed on this page" },
];

const listingsElsewhere: typeof listings = [
  { value: "unlisted", words: "Whoever has the link" },
  { value: "public", words: "Everybody; it is listed on the start page" },
];

const entries: readonly { readonly value: Card["entry"]; readonly words: string; readonly note: string }[] = [
  { value: "open", words: "At once", note: "" },
  { value: "password", words: "With a password", note: "You tell it to those who may come." },
  { value: "knock", words: "After knocking", note: "Somebody who runs the room lets them in, or not." },
  { value: "invite", words: "By invitation", note: "With links that you make and can end." },
];

/** All that can be chosen about a room, in plain words. */
export function AxesForm({ wish, change, namePlaceholder, existing, hasPassword }: AxesProps) {
  const lives = messageLivesFor(wish.life);
  return (
    <div class="options">
      <label class="field">
        <span>Name</span>
        <input
          value={wish.name}
          maxLength={96}
          placeholder={namePlaceholder}
          autocomplete="off"
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>Topic</span>
        <input
          value={wish.topic}
          maxLength={320}
          placeholder="What it is about, if you like"
          autocomplete="off"
          onInput={(event) => change({ topic: event.currentTarget.value })}
        />
      </label>
      <Select
        label="Each message is kept"
        value={wish.messageLife}
        options={lives.map((life) => ({ value: life, words: messageLifeWords[life] }))}
        choose={(messageLife) => change({ messageLife })}
      />
      <Select
        label="The room is kept"
        value={wish.life}
        options={roomLives.map(({ life, words }) => ({ value: life, words }))}
        choose={(life) => change(withLife(wish, life))}
      />
      <Radios
        label="Who finds it"
        value={wish.listing}
        options={existing ? listingsElsewhere : listings}
        choose={(listing) => change({ listing })}
      />
      <Radios
        label="How one comes in"
        value={wish.entry}
        options={entries.map(({ note, ...rest }) => (note === "" ? rest : { ...rest, note }))}
        choose={(entry) => change({ entry })}
      />
      {wish.entry === "password" && (
        <label class="field">
          <span>Password of the room</span>
          <input
            value={wish.password}
            maxLength={256}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            placeholder={hasPassword ? "Leave empty to keep the present one" : "4 characters or more"}
            onInput={(event) => change({ password: event.currentTarget.value })}
          />
        </label>
      )}
      <Select
        label="Who writes"
        value={wish.speech}
        options={[
          { value: "everyone", words: "Everybody" },
          { value: "voiced", words: "Only people I give voice" },
        ]}
        choose={(speech) => change({ speech })}
      />
      {!existing && (
        <Select
          label="Slow mode: between two messages"
          value={wish.slowMs}
          options={slowSteps.map((ms) => ({ value: ms, words: ms === 0 ? "Off" : slowWords(ms) }))}
          choose={(slowMs) => change({ slowMs })}
        />
      )}
      <label class="radio listing">
        <input
          type="checkbox"
          checked={wish.guests}
          onChange={(event) => change({ guests: event.currentTarget.checked })}
        />
        <span>Guests without an account may come in</span>
      </label>
      <p class="meaning note" aria-live="polite">
        {meaning(wish)}
      </p>
    </div>
  );
}
