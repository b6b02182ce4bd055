import { useState } from "preact/hooks";
import { type Failure, useApp } from "../../app/app";
import { messageLifeMs, messageLifeWords } from "../../time/lives";
import type { Card } from "../../wire/shapes";

export interface Wish {
  readonly name: string;
  readonly topic: string;
  readonly listing: Card["listing"];
  readonly life: Card["life"];
  readonly messageLife: Card["message_life"];
}

export const defaultWish: Wish = {
  name: "",
  topic: "",
  listing: "unlisted",
  life: "empty",
  messageLife: "1h",
};

const hour = 3_600_000;
const roomLives: readonly { readonly life: Card["life"]; readonly words: string; readonly ms: number }[] = [
  { life: "empty", words: "Until everybody has left", ms: Number.POSITIVE_INFINITY },
  { life: "1h", words: "1 hour", ms: hour },
  { life: "24h", words: "24 hours", ms: 24 * hour },
  { life: "7d", words: "7 days", ms: 168 * hour },
];

/** Messages may not outlive their room: only lifetimes that fit are offered. */
export function messageLivesFor(life: Card["life"]): readonly Card["message_life"][] {
  const roomMs = roomLives.find((choice) => choice.life === life)?.ms ?? 0;
  const all = Object.keys(messageLifeMs) as Card["message_life"][];
  return all.filter((messageLife) => messageLifeMs[messageLife] <= roomMs);
}

interface FormProps {
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
}

function Options({ wish, change }: FormProps) {
  const lives = messageLivesFor(wish.life);
  const chooseLife = (life: Card["life"]) => {
    const fitting = messageLivesFor(life);
    const messageLife = fitting.includes(wish.messageLife) ? wish.messageLife : (fitting.at(-1) ?? "5m");
    change({ life, messageLife });
  };
  return (
    <div class="options">
      <label class="field">
        <span>Name</span>
        <input
          value={wish.name}
          maxLength={96}
          placeholder="Your guest name’s room"
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
      <label class="field">
        <span>Each message is kept</span>
        <select
          value={wish.messageLife}
          onChange={(event) => {
            const chosen = lives.find((life) => life === event.currentTarget.value);
            if (chosen) change({ messageLife: chosen });
          }}
        >
          {lives.map((life) => (
            <option key={life} value={life}>
              {messageLifeWords[life]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>The room is kept</span>
        <select
          value={wish.life}
          onChange={(event) => {
            const chosen = roomLives.find(({ life }) => life === event.currentTarget.value);
            if (chosen) chooseLife(chosen.life);
          }}
        >
          {roomLives.map(({ life, words }) => (
            <option key={life} value={life}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="field listing">
        <legend>Who can come in</legend>
        <label class="radio">
          <input
            type="radio"
            name="listing"
            checked={wish.listing === "unlisted"}
            onChange={() => change({ listing: "unlisted" })}
          />
          <span>Whoever has the link</span>
        </label>
        <label class="radio">
          <input
            type="radio"
            name="listing"
            checked={wish.listing === "public"}
            onChange={() => change({ listing: "public" })}
          />
          <span>Everybody; it is listed on this page</span>
        </label>
      </fieldset>
    </div>
  );
}

export function StartForm({ wish, change }: FormProps) {
  const app = useApp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const start = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const failed = await app.startRoom({
      name: wish.name,
      topic: wish.topic,
      listing: wish.listing,
      life: wish.life,
      message_life: wish.messageLife,
    });
    setBusy(false);
    setFailure(failed);
  };
  return (
    <form class="start" onSubmit={(event) => void start(event)}>
      <button type="submit" class="button primary large" disabled={busy}>
        {busy ? "Starting…" : "Start a room"}
      </button>
      {failure && (
        <p class="problem" role="alert">
          {failure.text}
        </p>
      )}
      <details class="more-options">
        <summary>Name, lifetime, who can come in</summary>
        <Options wish={wish} change={change} />
      </details>
    </form>
  );
}
