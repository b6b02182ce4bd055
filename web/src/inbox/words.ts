import type { Told } from "./told";

// What the inbox and the browser's notifications say. Never a word of a message.

/** In one line, as plain words. */
export function noticeWords({ by, notice }: Told): string {
  switch (notice.kind) {
    case "friend_request":
      return `${by.name} asks to be your friend`;
    case "friend_accepted":
      return `${by.name} is your friend now`;
    case "direct":
      return notice.count === 1
        ? `New message from ${by.name}`
        : `${notice.count} new messages from ${by.name}`;
    case "mention":
      return `You were mentioned in ${notice.room.name} by ${by.name}`;
    case "invite":
      return `${by.name} invites you to ${notice.room.name}`;
    case "knock":
      return notice.count === 1
        ? `Somebody knocks at ${notice.room.name}`
        : `${notice.count} people knock at ${notice.room.name}`;
    case "offer":
      return `You are offered ${notice.room.name}`;
  }
}

/** In a notification of the browser: those who write come first. */
export function alertWords(told: Told): string {
  const { by, notice } = told;
  if (notice.kind !== "direct") return noticeWords(told);
  return `${by.name}: ${messagesWords(notice.count)}`;
}

export function messagesWords(count: number): string {
  return count === 1 ? "new message" : `${count} new messages`;
}
