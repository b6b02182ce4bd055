// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { isQuiet, readNotifications } from "../../src/inbox/levels";
import { tagOf } from "../../src/inbox/notifier";
import { alertWords, noticeWords } from "../../src/inbox/words";
import type { Notice } from "../../src/wire/people";
import { noon, roomId } from "../builders";

const room = { id: roomId, name: "Tea" };
const told = (notice: Notice) => ({
  seq: 1,
  at: noon,
  expiresAt: noon + 1000,
  by: { m: 0, name: "Ann", avatar: "a3", kind: "user" } as const,
  notice,
});

const said: readonly (readonly [Notice, string])[] = [
  [{ kind: "friend_request", name: "ann" }, "Ann asks to be your friend"],
  [{ kind: "friend_accepted", name: "ann" }, "Ann is your friend now"],
  [{ kind: "direct", name: "ann", room, count: 1 }, "New message from Ann"],
  [{ kind: "direct", name: "ann", room, count: 3 }, "3 new messages from Ann"],
  [{ kind: "mention", room, target: 7 }, "Ann mentioned you in Tea"],
  [{ kind: "invite", name: "ann", room, token: "t" }, "Ann invites you to Tea"],
  [{ kind: "knock", room, count: 1 }, "Somebody knocks at Tea"],
  [{ kind: "knock", room, count: 2 }, "2 people knock at Tea"],
  [{ kind: "offer", room }, "You are offered Tea"],
  [{ kind: "complaint_answered", name: "c1" }, "There is an answer to something you reported"],
  [{ kind: "rule_broken", name: "spam" }, "The staff found that a rule was not kept: Spam"],
  [{ kind: "announcement", name: "7", text: "Maintenance at ten" }, "Maintenance at ten"],
];

describe("what a notice says", () => {
  it.each(said)("%j", (notice, words) => {
    expect(noticeWords(told(notice))).toBe(words);
  });

  it("begins with who wrote, in a notification of the browser", () => {
    expect(alertWords(told({ kind: "direct", name: "ann", room, count: 1 }))).toBe("Ann: new message");
    expect(alertWords(told({ kind: "direct", name: "ann", room, count: 2 }))).toBe("Ann: 2 new messages");
    expect(alertWords(told({ kind: "mention", room, target: 7 }))).toBe("Ann mentioned you in Tea");
  });

  it("keeps what the operator says to the inbox, and out of notifications of the browser", () => {
    const notice = { kind: "announcement", name: "7", text: "Maintenance at ten" } as const;
    expect(alertWords(told(notice))).toBe("New announcement");
  });

  it("has one tag per subject: each mention its own, messages of a friend one for all", () => {
    const tags = said.map(([notice]) => tagOf(told(notice)));
    expect(new Set(tags).size).toBe(10);
    const mention = (target: number) => tagOf(told({ kind: "mention", room, target }));
    expect(mention(1)).not.toBe(mention(2));
    expect(mention(1)).toBe(mention(1));
  });
});

const at = (time: string) => new Date(`2026-01-01T${time}:00`);

describe("quiet hours", () => {
  it("are none until they are turned on", () => {
    expect(isQuiet({ on: false, from: "00:00", to: "23:59" }, at("12:00"))).toBe(false);
  });

  it.each([
    ["21:59", false],
    ["22:00", true],
    ["00:00", true],
    ["06:59", true],
    ["07:00", false],
    ["12:00", false],
  ])("go over midnight: %s", (time, quiet) => {
    expect(isQuiet({ on: true, from: "22:00", to: "07:00" }, at(time))).toBe(quiet);
  });

  it.each([
    ["12:59", false],
    ["13:00", true],
    ["13:59", true],
    ["14:00", false],
  ])("or lie within a day: %s", (time, quiet) => {
    expect(isQuiet({ on: true, from: "13:00", to: "14:00" }, at(time))).toBe(quiet);
  });

  it("are the whole day when both ends are the same", () => {
    expect(isQuiet({ on: true, from: "08:00", to: "08:00" }, at("07:59"))).toBe(true);
    expect(isQuiet({ on: true, from: "08:00", to: "08:00" }, at("08:00"))).toBe(true);
  });
});

describe("what the browser keeps of it", () => {
  const read = (value: unknown) => readNotifications(JSON.stringify(value), noon);

  it("is off, and loud at no hour, when it cannot be read", () => {
    for (const raw of [null, "", "{", "5", "[]", '"x"']) {
      expect(readNotifications(raw, noon)).toMatchObject({ on: false, quiet: { on: false }, rooms: {} });
    }
    expect(read({ on: "yes", quiet: { on: 1, from: "25:00", to: "7" }, rooms: [1] })).toEqual({
      on: false,
      quiet: { on: false, from: "22:00", to: "07:00" },
      rooms: {},
    });
  });

  it("holds rooms that differ from the rule, and none for longer than a room may live", () => {
    const day = 86_400_000;
    const rooms = {
      loud: { level: "all", at: noon - day },
      silent: { level: "none", at: noon - 6 * day },
      plain: { level: "mentions", at: noon },
      old: { level: "all", at: noon - 7 * day },
      odd: { level: "shout", at: noon },
      worse: 5,
    };
    expect(Object.keys(read({ on: true, rooms }).rooms)).toEqual(["loud", "silent"]);
  });
});
