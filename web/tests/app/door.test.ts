import { describe, expect, it } from "vitest";
import { isOpen } from "../../src/directory/listing";
import {
  changedFields,
  createFields,
  defaultWish,
  meaning,
  wishOf,
  wishProblem,
  withLife,
} from "../../src/pages/axes/wish";
import { badgesOf } from "../../src/pages/landing/room_list";
import { doorOf, problemWords, stopWords } from "../../src/pages/room/door/doors";
import { wasHidden } from "../../src/pages/room/door/use_entry";
import { shareWords } from "../../src/pages/room/share_dialog";
import type { Room } from "../../src/rooms/room";
import { hintFor, plainTicket, readHint, readStanding, ticketFields } from "../../src/rooms/ticket";
import { commands } from "../../src/wire/commands";
import { entries } from "../../src/wire/shapes";
import { card, roomId } from "../builders";

const refusal = (code: string) => ({ code, text: `text of ${code}`, retryAfterMs: null });
const none = { is: "none" } as const;

describe("the link's hint", () => {
  it("is read from the part that no server sees", () => {
    expect(readHint("#password")).toEqual({ is: "password" });
    expect(readHint("#knock")).toEqual({ is: "knock" });
    expect(readHint("#i.AbC_1-2")).toEqual({ is: "invite", token: "AbC_1-2" });
    for (const other of ["", "#", "#i.", "#i.a b", "#PASSWORD", "#i.<script>"]) {
      expect(readHint(other), other).toEqual(none);
    }
  });

  it("is written for doors that need one", () => {
    expect(entries.map(hintFor)).toEqual(["", "#password", "#knock", ""]);
  });
});

describe("what a reload knows", () => {
  it("is inside, knocking, or nothing, and never a password", () => {
    expect(readStanding({ joined: true, hidden: true })).toEqual({ is: "inside", hidden: true });
    expect(readStanding({ knocking: true })).toEqual({ is: "knocking", hidden: false });
    for (const other of [null, undefined, 5, {}, { joined: "yes" }]) {
      expect(readStanding(other)).toEqual({ is: "outside" });
    }
  });

  it("a ticket sends only what it holds", () => {
    expect(ticketFields(plainTicket)).toEqual({});
    expect(ticketFields({ hidden: true, password: "x", invite: "y" })).toEqual({
      hidden: true,
      password: "x",
      invite: "y",
    });
  });
});

describe("the door of a room", () => {
  it("follows the card of a listed room", () => {
    const door = (part: Parameters<typeof card>[0]) => doorOf(card(part), none, null, true).is;
    expect(door({})).toBe("open");
    expect(door({ entry: "password" })).toBe("password");
    expect(door({ entry: "knock" })).toBe("knock");
    expect(door({ entry: "invite" })).toBe("invite_only");
    expect(door({ locked: true })).toBe("locked");
    expect(door({ guests: false })).toBe("no_guests");
    expect(doorOf(card({ guests: false }), none, null, false).is).toBe("open");
    expect(doorOf(card({ entry: "invite" }), { is: "invite", token: "t" }, null, true).is).toBe("invite");
  });

  it("follows the link's hint where nothing is known of the room", () => {
    expect(doorOf(null, { is: "password" }, null, true).is).toBe("password");
    expect(doorOf(null, { is: "knock" }, null, true).is).toBe("knock");
    expect(doorOf(null, { is: "invite", token: "t" }, null, true).is).toBe("invite");
    expect(doorOf(null, none, null, true).is).toBe("either");
    expect(doorOf(null, none, refusal("no_room"), true).is).toBe("either");
  });

  it("follows what the server said last", () => {
    const following = (code: string) => doorOf(card(), none, refusal(code), true).is;
    expect(
      ["banned", "kicked", "locked", "room_full", "no_guests", "gone", "invite_only"].map(following),
    ).toEqual(["banned", "kicked", "locked", "full", "no_guests", "gone", "invite_only"]);
    expect(following("password_wrong")).toBe("password");
    expect(following("knock_first")).toBe("knock");
    expect(following("rate_limited")).toBe("open");
  });

  it("has a screen of its own for every case in which nothing can be entered", () => {
    const titles = Object.values(stopWords).map((words) => words.title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it("tells a wrong password as that only where the server does", () => {
    const password = { is: "password" } as const;
    expect(problemWords(refusal("password_wrong"), password)).toMatch(/not the password/);
    expect(problemWords(refusal("no_room"), password)).toMatch(/or the room is no longer there/);
    expect(problemWords(refusal("no_room"), { is: "invite" })).toMatch(/used up/);
    expect(problemWords(refusal("overloaded"), { is: "open" })).toBe("text of overloaded");
  });
});

describe("a room's choices", () => {
  const fits = (wish: typeof defaultWish) =>
    commands.room_create.problem({ t: "room_create", id: 1, ...createFields(wish) }, "x", "exact");

  it("become a command that holds what differs from the defaults", () => {
    expect(createFields({ ...defaultWish, name: "Tea" })).toEqual({
      name: "Tea",
      topic: "",
      listing: "unlisted",
      life: "empty",
      message_life: "1h",
    });
    const all = {
      ...defaultWish,
      entry: "password",
      password: "1234",
      speech: "voiced",
      guests: false,
    } as const;
    expect(createFields({ ...all, slowMs: 5000 })).toMatchObject({
      entry: "password",
      password: "1234",
      speech: "voiced",
      guests: false,
      slow_ms: 5000,
    });
    expect(fits({ ...all, slowMs: 5000 })).toBeNull();
  });

  it("send no password that belongs to another door", () => {
    expect(createFields({ ...defaultWish, entry: "knock", password: "1234" })).not.toHaveProperty("password");
  });

  it("need a password of 4 to 128 characters, or the one that is set", () => {
    const wish = (password: string) => ({ ...defaultWish, entry: "password", password }) as const;
    expect(wishProblem(wish("123"), false)).toMatch(/4 to 128/);
    expect(wishProblem(wish("1234"), false)).toBeNull();
    expect(wishProblem(wish("x".repeat(129)), true)).toMatch(/4 to 128/);
    expect(wishProblem(wish(""), true)).toBeNull();
    expect(wishProblem(wish(""), false)).not.toBeNull();
    expect(wishProblem(defaultWish, false)).toBeNull();
  });

  it("change only what was changed", () => {
    const before = card({ topic: "t" });
    expect(changedFields(before, wishOf(before))).toBeNull();
    expect(changedFields(before, { ...wishOf(before), name: " Tea ", slowMs: 60_000 })).toEqual({
      slow_ms: 60_000,
    });
    const locked = card({ entry: "password" });
    expect(changedFields(locked, { ...wishOf(locked), password: "other" })).toEqual({ password: "other" });
  });

  it("keep messages within the life of the room", () => {
    expect(withLife({ ...defaultWish, messageLife: "7d" }, "1h")).toEqual({ life: "1h", messageLife: "1h" });
  });

  it("say in words who comes in, who writes and what is kept", () => {
    expect(meaning(defaultWish)).toBe(
      "Whoever has the link can come in. Each message is erased after 1 hour.",
    );
    expect(
      meaning({ ...defaultWish, listing: "public", entry: "knock", guests: false, speech: "voiced" }),
    ).toMatch(
      /^Everybody finds this room .* can knock, .*, unless they are guests\. Only people to whom you give voice/,
    );
  });
});

describe("what others are told of a room", () => {
  it("the list marks what stands in the way", () => {
    const words = (part: Parameters<typeof card>[0]) => badgesOf(card(part)).map((badge) => badge.words);
    expect(words({})).toEqual([]);
    expect(words({ locked: true, entry: "password", speech: "voiced", guests: false })).toEqual([
      "Locked",
      "Password",
      "Voiced",
      "No guests",
    ]);
  });

  it("open to me is what a guest can enter at once", () => {
    expect(isOpen(card())).toBe(true);
    for (const part of [{ locked: true }, { guests: false }, { entry: "knock" }] as const) {
      expect(isOpen(card({ id: roomId, ...part }))).toBe(false);
    }
  });

  it("the share sheet says for each door who can come in with the link", () => {
    const said = entries.map((entry) => shareWords(card({ entry, listing: "unlisted" }), false));
    expect(new Set(said).size).toBe(entries.length);
    expect(shareWords(card(), false)).toMatch(/^Everybody can join/);
    expect(shareWords(card({ entry: "invite" }), true)).toMatch(/^Whoever has this link first/);
    expect(shareWords(card({ locked: true, guests: false }), false)).toMatch(/Guests are not let in.*locked/);
  });
});

describe("coming again", () => {
  const outside = { is: "outside" } as const;
  const room = (hidden: boolean) => ({ ticket: { ...plainTicket, hidden } }) as Room;

  it("is hidden for whoever was hidden, by the room or by what a reload knows", () => {
    expect(wasHidden(undefined, outside)).toBe(false);
    expect(wasHidden(room(false), outside)).toBe(false);
    expect(wasHidden(room(true), outside)).toBe(true);
    expect(wasHidden(undefined, { is: "inside", hidden: true })).toBe(true);
    expect(wasHidden(undefined, { is: "knocking", hidden: true })).toBe(true);
  });
});
