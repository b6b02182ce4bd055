import { ruleText } from "../complaints/rules";
import type { Told } from "./told";

// What the inbox and the browser's notifications say. Never a word of a message.

/** A name, of a person or a room, stands out from the words around it. */
export type Part = string | { readonly name: string };

export function noticeParts({ by, notice }: Told): readonly Part[] {
  const who = { name: by.name };
  switch (notice.kind) {
    case "friend_request":
      return [who, " asks to be your friend"];
    case "friend_accepted":
      return [who, " is your friend now"];
    case "direct":
      return [notice.count === 1 ? "New message from " : `${notice.count} new messages from `, who];
    case "mention":
      return [who, " mentioned you in ", { name: notice.room.name }];
    case "invite":
      return [who, " invites you to ", { name: notice.room.name }];
    case "knock":
      return [
        notice.count === 1 ? "Somebody knocks at " : `${notice.count} people knock at `,
        { name: notice.room.name },
      ];
    case "offer":
      return ["You are offered ", { name: notice.room.name }];
    case "complaint_answered":
      return ["There is an answer to something you reported"];
    case "rule_broken":
      return ["The staff found that a rule was not kept: ", { name: ruleText(notice.name) }];
    case "announcement":
      return [notice.text];
  }
}

/** In one line, as plain words. */
export function noticeWords(told: Told): string {
  return noticeParts(told)
    .map((part) => (typeof part === "string" ? part : part.name))
    .join("");
}

/** In a notification of the browser: those who write come first. */
export function alertWords(told: Told): string {
  const { by, notice } = told;
  if (notice.kind === "announcement") return "New announcement";
  if (notice.kind !== "direct") return noticeWords(told);
  return `${by.name}: ${messagesWords(notice.count)}`;
}

export function messagesWords(count: number): string {
  return count === 1 ? "new message" : `${count} new messages`;
}
