import { slowWords } from "../time/lives";
import { clockTime } from "../time/local";
import type { Card } from "../wire/shapes";

// What the staff of a room did, as quiet rows of the log. They name the role, never the person behind it.

export type Doer = "server" | "owner" | "moderator" | "voiced" | "member" | undefined;

export type Act =
  | { readonly is: "removed"; readonly name: string; readonly how: "kicked" | "banned"; readonly by: Doer }
  | { readonly is: "muted"; readonly name: string; readonly until: number | null; readonly by: Doer }
  | {
      readonly is: "role";
      readonly name: string;
      readonly role: string;
      readonly was: string;
      readonly by: Doer;
    }
  | { readonly is: "unbanned"; readonly name: string; readonly by: Doer }
  | { readonly is: "pinned"; readonly on: boolean; readonly by: Doer }
  | { readonly is: "settings"; readonly changes: readonly string[]; readonly by: Doer }
  | { readonly is: "offered"; readonly name: string }
  | { readonly is: "offer_ended"; readonly outcome: "declined" | "cancelled" | "expired" }
  | {
      readonly is: "owner";
      readonly name: string;
      readonly reason: "transfer" | "succession";
      /** It is the person of this page. */
      readonly mine: boolean;
    }
  | { readonly is: "successor"; readonly name: string | null }
  | { readonly is: "closing"; readonly text: string; readonly by: Doer };

function who(by: Doer): string {
  if (by === "server") return "The server";
  if (by === "owner") return "The owner";
  return by === "moderator" ? "A moderator" : "The room";
}

function roleWords(name: string, role: string, was: string, by: Doer): string {
  if (role === "moderator") return `${who(by)} made ${name} a moderator`;
  if (role === "voiced") return `${who(by)} gave ${name} voice`;
  if (was === "moderator") return `${name} is no longer a moderator`;
  return was === "voiced" ? `${who(by)} took the voice of ${name}` : `${name} is now ${role}`;
}

function ownerWords(name: string, reason: "transfer" | "succession", mine: boolean): string {
  const words =
    reason === "transfer" ? `${name} took over the room` : `The owner is gone; the room went to ${name}`;
  return mine ? `${words}. You own this room now` : words;
}

export function actWords(act: Act): string {
  switch (act.is) {
    case "removed":
      return act.how === "kicked"
        ? `${who(act.by)} sent ${act.name} out`
        : `${who(act.by)} banned ${act.name}`;
    case "muted":
      return act.until === null
        ? `${act.name} may write again`
        : `${who(act.by)} muted ${act.name} until ${clockTime(act.until)}`;
    case "role":
      return roleWords(act.name, act.role, act.was, act.by);
    case "unbanned":
      return `${who(act.by)} lifted the ban of ${act.name}`;
    case "pinned":
      return `${who(act.by)} ${act.on ? "pinned a message" : "unpinned the message"}`;
    case "settings":
      return `${who(act.by)} ${act.changes.join(", ")}`;
    case "offered":
      return `The owner offered the room to ${act.name}`;
    case "offer_ended":
      return act.outcome === "expired" ? "The offer of the room ran out" : `The offer was ${act.outcome}`;
    case "owner":
      return ownerWords(act.name, act.reason, act.mine);
    case "successor":
      return act.name === null
        ? "Nobody is named as the next owner any more"
        : `${act.name} is named as the next owner`;
    case "closing":
      return `${who(act.by)} closes the room`;
  }
}

const entryWords: Readonly<Record<Card["entry"], string>> = {
  open: "opened the room to everybody with the link",
  password: "put a password on the room",
  knock: "let people in only after they knocked",
  invite: "let people in only with an invitation",
};

/** What became different between two cards, each as the end of a sentence "The owner …". */
export function changesBetween(was: Card, now: Card): readonly string[] {
  const changes: string[] = [];
  const note = (field: keyof Card, words: string) => {
    if (was[field] !== now[field]) changes.push(words);
  };
  note("name", `renamed the room to ${now.name}`);
  note("topic", now.topic === "" ? "removed the topic" : "changed the topic");
  note("locked", now.locked ? "locked the room" : "unlocked the room");
  note("slow_ms", now.slow_ms === 0 ? "ended slow mode" : `set slow mode to ${slowWords(now.slow_ms)}`);
  note("entry", entryWords[now.entry]);
  note("listing", now.listing === "public" ? "listed the room" : "took the room off the list");
  note("speech", now.speech === "voiced" ? "lets only people with voice write" : "lets everybody write");
  note("guests", now.guests ? "lets guests in" : "lets no more guests in");
  note("life", "changed how long the room is kept");
  note("message_life", "changed how long messages are kept");
  return changes.length === 0 ? ["changed the settings"] : changes;
}
