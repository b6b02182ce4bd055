import { useApp } from "../../app/app";
import type { Room } from "../../rooms/room";
import { type Hint, readHint } from "../../rooms/ticket";
import { later } from "../../ui/later";
import { RetryTime, useWaiting } from "../../ui/retry_time";
import type { Card } from "../../wire/shapes";
import { officialWords } from "../landing/room_list";
import { DoorFrame } from "./door/door_frame";
import { doorOf, problemWords, stopWords } from "./door/doors";
import { Facts } from "./door/facts";
import { JoinForm, KnockForm, PasswordForm } from "./door/forms";
import { Identity } from "./door/identity";
import { Stopped } from "./door/stopped";
import { type Entry, useEntry } from "./door/use_entry";
import { Waiting } from "./door/waiting";
import { Notice } from "./room_ended";

const NotOpen = later(async () => (await import("./door/not_open")).NotOpen);

interface EntranceProps {
  readonly id: string;
  readonly room: Room | undefined;
}

/** Titles for a room of which nothing is known but its link. */
const titles: Readonly<Record<Hint["is"], string>> = {
  none: "This room is not open to everybody",
  password: "This room has a password",
  knock: "Knock to come in",
  invite: "You are invited",
};

const leads: Readonly<Record<Hint["is"], string>> = {
  none: "Either it is private, or there is no such room: the link may be incomplete, or the room has ended. If you know its password, or were told to knock, you can do that here.",
  password: "Whoever gave you the link knows the password.",
  knock:
    "Somebody inside decides who comes in. They see your name and what you write here, and you see nothing of the room before.",
  invite: "The link is your invitation. Come in while it lasts.",
};

function Forms({ is, hint, entry }: { readonly is: string; readonly hint: Hint; readonly entry: Entry }) {
  const waiting = useWaiting(entry.until);
  const form = { busy: entry.busy, waiting };
  const wrong = entry.refusal?.code === "password_wrong" || entry.refusal?.code === "no_room";
  switch (is) {
    case "password":
      return <PasswordForm {...form} wrong={wrong} enter={(password) => entry.join({ password })} />;
    case "knock":
      return <KnockForm {...form} knock={entry.knock} />;
    case "either":
      return (
        <>
          <PasswordForm {...form} wrong={wrong} enter={(password) => entry.join({ password })} />
          <p class="door-or">or</p>
          <KnockForm {...form} second knock={entry.knock} />
        </>
      );
    case "invite":
      return (
        <JoinForm {...form} join={() => entry.join({ invite: hint.is === "invite" ? hint.token : null })} />
      );
    default:
      return <JoinForm {...form} join={() => entry.join({})} />;
  }
}

function Head({ card, hint }: { readonly card: Card | null; readonly hint: Hint }) {
  if (!card) return <p>{leads[hint.is]}</p>;
  return (
    <>
      {card.topic !== "" && <p class="lead">{card.topic}</p>}
      <Facts card={card} />
    </>
  );
}

export function eyebrow(card: Card): string {
  if (card.official) return officialWords(card);
  return card.listing === "public" && card.entry === "open" ? "Public room" : "You are invited to";
}

/** What a visitor sees before coming in: the card if the room is listed, else what the link says. */
export function Entrance({ id, room }: EntranceProps) {
  const app = useApp();
  const entry = useEntry(id, room);
  const hint = readHint(location.hash);
  const { answer } = entry;
  const guest = (app.you.value?.kind ?? "guest") === "guest";
  // Who was turned away as a guest and has an account by now stands before an open door.
  const refusal = guest || entry.refusal?.code !== "no_guests" ? entry.refusal : null;
  const knocking = app.knocks.at(id);
  const card = answer?.ok ? answer.value.room : null;
  if (knocking && knocking.is !== "refused") {
    return <Waiting id={id} knocking={knocking} name={card?.name ?? null} />;
  }
  if (!answer) return null;
  if (!answer.ok && answer.code !== "no_room" && answer.code !== "gone") {
    return (
      <Notice title="This room cannot be opened now">
        <p>{answer.text}</p>
      </Notice>
    );
  }
  const gone = !answer.ok && answer.code === "gone";
  const door = gone ? ({ is: "gone" } as const) : doorOf(card, hint, refusal, guest);
  if (door.is in stopWords) {
    const later = door.is === "locked" || door.is === "full" || door.is === "kicked";
    return (
      <Stopped
        why={door.is as keyof typeof stopWords}
        name={card?.name ?? null}
        until={entry.until}
        retry={later ? () => entry.join(room?.ticket ?? {}) : null}
        busy={entry.busy}
      />
    );
  }
  if (door.is === "not_open" && card) {
    return <NotOpen card={card} until={entry.until ?? card.opens_at ?? 0} entry={entry} />;
  }
  return (
    <DoorFrame title={card?.name ?? titles[hint.is]} {...(card ? { eyebrow: eyebrow(card) } : {})}>
      <Head card={card} hint={hint} />
      <Identity hidden={entry.hidden} choose={entry.choose} />
      <Forms is={door.is} hint={hint} entry={entry} />
      {refusal && (
        <p id="door-problem" class="problem" role="alert">
          {problemWords(refusal, door)}
        </p>
      )}
      {entry.until !== null && <RetryTime until={entry.until} />}
    </DoorFrame>
  );
}
