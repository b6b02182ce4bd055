import { messageLifeMs, messageLifeWords } from "../../time/lives";
import type { Command } from "../../wire/commands";
import type { Card, RoomLife } from "../../wire/shapes";

// What a room is to be like: the same choices when it is started and when its owner changes it.

export interface Wish {
  readonly name: string;
  readonly topic: string;
  readonly listing: Card["listing"];
  readonly entry: Card["entry"];
  /** Empty: none, or the one that is set already. */
  readonly password: string;
  readonly speech: Card["speech"];
  readonly guests: boolean;
  readonly life: RoomLife;
  readonly messageLife: Card["message_life"];
  readonly slowMs: number;
}

export const defaultWish: Wish = {
  name: "",
  topic: "",
  listing: "unlisted",
  entry: "open",
  password: "",
  speech: "everyone",
  guests: true,
  life: "empty",
  messageLife: "1h",
  slowMs: 0,
};

const hour = 3_600_000;
export const roomLives: readonly {
  readonly life: RoomLife;
  readonly words: string;
  readonly ms: number;
}[] = [
  { life: "empty", words: "Until everybody has left", ms: Number.POSITIVE_INFINITY },
  { life: "1h", words: "1 hour", ms: hour },
  { life: "24h", words: "24 hours", ms: 24 * hour },
  { life: "7d", words: "7 days", ms: 168 * hour },
];

export const slowSteps: readonly number[] = [0, 5, 15, 60, 300, 3600, 21_600].map((s) => s * 1000);
export const passwordPoints = { least: 4, most: 128 };

/** Messages may not outlive their room: only lifetimes that fit are offered. */
export function messageLivesFor(life: RoomLife): readonly Card["message_life"][] {
  const roomMs = roomLives.find((choice) => choice.life === life)?.ms ?? 0;
  const all = Object.keys(messageLifeMs) as Card["message_life"][];
  return all.filter((messageLife) => messageLifeMs[messageLife] <= roomMs);
}

export function withLife(wish: Wish, life: RoomLife): Pick<Wish, "life" | "messageLife"> {
  const fitting = messageLivesFor(life);
  const messageLife = fitting.includes(wish.messageLife) ? wish.messageLife : (fitting.at(-1) ?? "5m");
  return { life, messageLife };
}

/** What keeps the wish from being sent, or null. `hasPassword`: the room has one that may stay. */
export function wishProblem(wish: Wish, hasPassword: boolean): string | null {
  if (wish.entry !== "password" || (wish.password === "" && hasPassword)) return null;
  const points = [...wish.password].length;
  return points < passwordPoints.least || points > passwordPoints.most
    ? `The password needs ${passwordPoints.least} to ${passwordPoints.most} characters.`
    : null;
}

const entrySentences: Readonly<Record<Card["entry"], string>> = {
  open: "can come in",
  password: "can come in with the password",
  knock: "can knock, and comes in when somebody inside opens",
  invite: "comes in only with an invitation link that you make",
};

/** In one or two sentences what the choices mean for who comes in, who speaks, and what is kept. */
export function meaning(wish: Wish): string {
  const who =
    wish.listing === "public" ? "Everybody finds this room on the start page and" : "Whoever has the link";
  const guests = wish.guests ? "" : ", unless they are guests";
  const speech = wish.speech === "voiced" ? " Only people to whom you give voice can write." : "";
  const kept = ` Each message is erased after ${messageLifeWords[wish.messageLife]}.`;
  return `${who} ${entrySentences[wish.entry]}${guests}.${speech}${kept}`;
}

/** The fields of the command; what is as by default is left out. */
export function createFields(wish: Wish): Omit<Command<"room_create">, "t"> {
  return {
    name: wish.name,
    topic: wish.topic,
    listing: wish.listing,
    life: wish.life,
    message_life: wish.messageLife,
    ...(wish.entry === "open" ? {} : { entry: wish.entry }),
    ...(wish.entry === "password" ? { password: wish.password } : {}),
    ...(wish.speech === "everyone" ? {} : { speech: wish.speech }),
    ...(wish.guests ? {} : { guests: false }),
    ...(wish.slowMs === 0 ? {} : { slow_ms: wish.slowMs }),
  };
}

export function wishOf(card: Card): Wish {
  const { name, topic, listing, entry, speech, guests } = card;
  // What is always there has no owner, so nobody changes it.
  const life = card.life === "always" ? "empty" : card.life;
  return {
    ...{ name, topic, listing, entry, speech, guests, life, password: "" },
    messageLife: card.message_life,
    slowMs: card.slow_ms,
  };
}

/** Only what became different; null if nothing did. */
export function changedFields(card: Card, wish: Wish): Omit<Command<"room_set">, "t" | "room"> | null {
  const before = wishOf(card);
  const changed = {
    ...(wish.name.trim() !== before.name ? { name: wish.name.trim() } : {}),
    ...(wish.topic.trim() !== before.topic ? { topic: wish.topic.trim() } : {}),
    ...(wish.listing !== before.listing ? { listing: wish.listing } : {}),
    ...(wish.entry !== before.entry ? { entry: wish.entry } : {}),
    ...(wish.entry === "password" && wish.password !== "" ? { password: wish.password } : {}),
    ...(wish.speech !== before.speech ? { speech: wish.speech } : {}),
    ...(wish.guests !== before.guests ? { guests: wish.guests } : {}),
    ...(wish.life !== before.life ? { life: wish.life } : {}),
    ...(wish.messageLife !== before.messageLife ? { message_life: wish.messageLife } : {}),
    ...(wish.slowMs !== before.slowMs ? { slow_ms: wish.slowMs } : {}),
  };
  return Object.keys(changed).length === 0 ? null : changed;
}
