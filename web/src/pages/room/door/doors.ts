import type { Refusal } from "../../../connection/client";
import { opensLater } from "../../../directory/listing";
import type { Hint } from "../../../rooms/ticket";
import { serverNow } from "../../../time/server_clock";
import type { Card } from "../../../wire/shapes";

// What stands between a visitor and a room, from all that can be known before coming in: the card of a listed
// room, what the link says, and what the server said to the last try.

export type Door =
  /** One may come in this way. "either": nothing is known of the room, one tries with what one has. */
  | { readonly is: "open" | "password" | "knock" | "invite" | "either" }
  /** There is nothing to do here but what the screen says. */
  | { readonly is: "gone" | "invite_only" | "no_guests" | "banned" }
  /** Later. */
  | { readonly is: "locked" | "full" | "kicked" | "not_open" };

const byRefusal: Readonly<Record<string, Door["is"]>> = {
  gone: "gone",
  room_full: "full",
  banned: "banned",
  kicked: "kicked",
  locked: "locked",
  no_guests: "no_guests",
  password_wrong: "password",
  knock_first: "knock",
  invite_only: "invite_only",
  not_open: "not_open",
};

function byCard(card: Card, hint: Hint): Door["is"] {
  if (hint.is === "invite") return "invite";
  return card.entry === "invite" ? "invite_only" : card.entry;
}

function byHint(hint: Hint): Door["is"] {
  return hint.is === "none" ? "either" : hint.is;
}

export function doorOf(
  card: Card | null,
  hint: Hint,
  refusal: Refusal | null,
  guest: boolean,
  now = serverNow(),
): Door {
  const said = refusal ? byRefusal[refusal.code] : undefined;
  if (said !== undefined) return { is: said };
  if (!card) return { is: byHint(hint) };
  if (!card.guests && guest) return { is: "no_guests" };
  if (opensLater(card, now)) return { is: "not_open" };
  return { is: card.locked ? "locked" : byCard(card, hint) };
}

/** What the last try came to, for people. Of an unlisted room the server says no more than "no such room". */
export function problemWords(refusal: Refusal, door: Door): string {
  if (refusal.code === "identity_differs") {
    return "You are in this room already, the other way. That is chosen now: join again, or leave there first.";
  }
  if (refusal.code === "password_wrong") return "That is not the password of this room.";
  if (refusal.code !== "no_room") return refusal.text;
  switch (door.is) {
    case "password":
      return "That password does not open this room, or the room is no longer there.";
    case "invite":
      return "This invitation is used up or has ended, or the room is no longer there.";
    default:
      return "That does not open a room here. Check the link and what you were told.";
  }
}

export interface Words {
  readonly title: string;
  readonly text: string;
}

/** Screens on which nothing can be entered. */
export const stopWords: Readonly<
  Record<"gone" | "invite_only" | "no_guests" | "banned" | "locked" | "full" | "kicked", Words>
> = {
  gone: { title: "This room has ended", text: "Nothing of it is kept. You can start another one." },
  invite_only: {
    title: "By invitation only",
    text: "This room is entered with an invitation link. Ask somebody who runs it for one.",
  },
  no_guests: {
    title: "No guests in this room",
    text: "Only people with an account can come in. With one you can go in right from here.",
  },
  banned: {
    title: "You may not enter this room",
    text: "Somebody who runs it has banned you. Only they can lift that.",
  },
  locked: {
    title: "This room is locked",
    text: "It takes nobody new just now. People inside can unlock it; try again later.",
  },
  full: {
    title: "This room is full",
    text: "It has all the people it takes. Try again when somebody has left.",
  },
  kicked: {
    title: "You were sent out of this room",
    text: "You can come back in when the time is over. What you were writing is kept until then.",
  },
};
