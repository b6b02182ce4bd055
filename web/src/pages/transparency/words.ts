import { countdown } from "../../time/lives";
import type { Held, Seat } from "../../wire/transparency";

interface Class {
  readonly name: string;
  readonly note: string;
}

/** What each class is, for people; one that a newer server counts is shown by its own word. */
const classes: Readonly<Record<string, Class>> = {
  rooms: { name: "Rooms", note: "name, topic, rules, who is in" },
  messages: { name: "Messages in rooms", note: "text, author, answers, reactions" },
  pictures: { name: "Pictures", note: "as long as the message that shows them" },
  directs: { name: "Conversations of two friends", note: "who the two are" },
  direct_messages: { name: "Messages between friends", note: "at most 24 hours" },
  inboxes: { name: "Inboxes", note: "of people who are here or have something in them" },
  notices: { name: "Notices in inboxes", note: "who and where, never what was written" },
  invitations: { name: "Invitation links", note: "as a hash" },
  bans: { name: "Bans from rooms", note: "as long as the room" },
  visitors: { name: "Visitors’ sessions", note: "name, picture, a hash of the cookie" },
  users_at_hand: { name: "Logins in use", note: "the same, of people with an account" },
  names: { name: "Names in use", note: "so that nobody else takes them" },
  accounts: { name: "Accounts", note: "until their owner deletes them" },
  logins: { name: "Logins", note: "a hash of the cookie, and when it ends" },
  friendships: { name: "Friendships, requests and blocks", note: "until one of the two ends them" },
  friend_requests: { name: "Requests of the last day", note: "who sent one, to limit them" },
  complaints: { name: "Complaints", note: "with what their senders picked; 30 days after the decision" },
  admins: { name: "Admins", note: "of this server" },
  audit_log: { name: "Acts of admins", note: "who, what, why; never what was said" },
  official_rooms: { name: "Rooms of the server’s own", note: "name and times, never what is said there" },
  announcements: { name: "Announcements", note: "by the operator" },
  suspensions: { name: "Suspended accounts", note: "which rule, until when" },
};

export const className = (what: string): string => classes[what]?.name ?? what.replaceAll("_", " ");
export const classNote = (what: string): string => classes[what]?.note ?? "";

export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function countWords({ count, bytes }: Held): string {
  if (count === null) return "unknown";
  const many = count.toLocaleString();
  return bytes === undefined || bytes === 0 ? many : `${many} (${sizeWords(bytes)})`;
}

export const ageWords = ({ oldest_at }: Held, now: number): string =>
  oldest_at === undefined ? "–" : countdown(now, oldest_at);

/** When the last of them is gone. */
export function leftWords(held: Held, now: number): string {
  if (held.count === 0) return "–";
  if (held.count === null) return "unknown";
  return held.ends_by === undefined ? "no fixed time" : countdown(held.ends_by, now);
}

const many = (count: number, one: string, more: string): string =>
  count === 0 ? `no ${more}` : count === 1 ? `1 ${one}` : `${count} ${more}`;

/** What one place holds of the person who looks. */
export function seatWords({ kind, member, messages, pictures }: Seat): string {
  if (kind === "inbox") return many(messages, "notice for you", "notices for you");
  const parts = [
    member ? "you are a member" : "you have left",
    many(messages, "message of yours", "messages of yours"),
  ];
  if (pictures > 0) parts.push(many(pictures, "picture", "pictures"));
  return parts.join(", ");
}
