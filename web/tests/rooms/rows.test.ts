import { describe, expect, it } from "vitest";
import { gapWords } from "../../src/pages/room/plain_rows";
import { typingWords } from "../../src/pages/room/typing_line";
import { add, emptyOutbox } from "../../src/rooms/outbox";
import { fromMessage, type LogItem, type MemberItem } from "../../src/rooms/room_state";
import { groupWithinMs, makeRows, peopleWords, type Row, type RowInput } from "../../src/rooms/rows";
import { cid, message, noon } from "../builders";

const day = 86_400_000;
const said = (seq: number, part: Parameters<typeof message>[1] = {}) => fromMessage(message(seq, part));
const person = (seq: number, m: number, change: MemberItem["change"], name = `Guest ${m}`): MemberItem => ({
  kind: "member",
  seq,
  at: noon + seq * 1000,
  m,
  name,
  change,
  was: change === "renamed" ? `Guest ${m}` : null,
});

function rows(log: readonly LogItem[], part: Partial<RowInput> = {}): readonly Row[] {
  return makeRows({
    log,
    outgoing: [],
    me: 1,
    readUpTo: null,
    dayOf: (at) => String(Math.floor(at / day)),
    now: noon,
    ...part,
  });
}

const kinds = (list: readonly Row[]) => list.map((row) => row.kind);
const firsts = (list: readonly Row[]) =>
  list.filter((row) => row.kind === "message" || row.kind === "outgoing").map((row) => row.first);

describe("rows: groups", () => {
  it("groups messages of one author within five minutes of the first", () => {
    const log = [
      said(1, { at: noon }),
      said(2, { at: noon + groupWithinMs }),
      said(3, { at: noon + groupWithinMs + 1 }),
    ];
    expect(firsts(rows(log))).toEqual([true, false, true]);
  });

  it("starts a group at another author, after a row in between and on a new day", () => {
    expect(firsts(rows([said(1), said(2, { m: 3 })]))).toEqual([true, true]);
    expect(firsts(rows([said(1), person(2, 4, "joined"), said(3)]))).toEqual([true, true]);
    const night = Math.ceil(noon / day) * day;
    expect(firsts(rows([said(1, { at: night - 1000 }), said(2, { at: night + 1000 })]))).toEqual([
      true,
      true,
    ]);
  });

  it("lets a message on its way join one's own group", () => {
    const outgoing = add(emptyOutbox, cid(9), "hi").list;
    expect(firsts(rows([said(1, { m: 1, at: noon })], { outgoing }))).toEqual([true, false]);
  });

  it("keeps the key of a message when it arrives, so that its row stays", () => {
    const outgoing = add(emptyOutbox, cid(5), "hi").list;
    const before = rows([], { outgoing }).at(-1)?.key;
    expect(rows([said(5, { m: 1 })]).at(-1)?.key).toBe(before);
  });

  it("gives two people with the same client id different keys", () => {
    const log = [said(1, { m: 2, cid: cid(1) }), said(2, { m: 3, cid: cid(1) })];
    expect(new Set(rows(log).map((row) => row.key)).size).toBe(3);
  });
});

describe("rows: days and the divider", () => {
  it("separates days once each", () => {
    expect(kinds(rows([said(1), said(2), said(3, { at: noon + day })]))).toEqual([
      "day",
      "message",
      "message",
      "day",
      "message",
    ]);
  });

  it("puts the divider before the first message above where reading stopped", () => {
    expect(kinds(rows([said(1), person(2, 4, "joined"), said(3)], { readUpTo: 1 }))).toEqual([
      "day",
      "message",
      "people",
      "unread",
      "message",
    ]);
  });

  it("shows no divider when nothing is above it", () => {
    expect(kinds(rows([said(1)], { readUpTo: 1 }))).not.toContain("unread");
  });

  it("shows gaps and breaks as rows of their own", () => {
    const gap = { kind: "gap", seq: 1, at: noon, expired: 2 } as const;
    const broken = { kind: "break", seq: 2, at: noon } as const;
    expect(kinds(rows([gap, broken]))).toEqual(["day", "gap", "break"]);
  });
});

describe("rows: people", () => {
  it("folds comings and goings in a row into one", () => {
    const list = rows([person(1, 2, "joined"), person(2, 3, "joined"), person(3, 2, "left")]);
    expect(kinds(list)).toEqual(["day", "people"]);
  });

  it("tells who joined, left, looked in and came back", () => {
    const words = peopleWords([
      person(1, 2, "joined", "Ann"),
      person(2, 3, "joined", "Bo"),
      person(3, 4, "joined", "Cy"),
      person(4, 4, "left", "Cy"),
      person(5, 5, "left", "Di"),
      person(6, 6, "left", "Ed"),
      person(7, 6, "joined", "Ed"),
    ]);
    expect(words).toBe("Ann and Bo joined · Ed left and came back · Cy joined and left · Di left");
  });

  it("names three and counts the rest", () => {
    const items = ["A", "B", "C", "D", "E"].map((name, index) => person(index, index, "joined", name));
    expect(peopleWords(items)).toBe("A, B, C and 2 more joined");
  });

  it("tells a new name, and uses it for the joining before", () => {
    const items = [person(1, 2, "joined"), person(2, 2, "renamed", "Ann")];
    expect(peopleWords(items)).toBe("Ann joined · Guest 2 is now Ann");
  });

  it("adds up crowds", () => {
    const crowd = { kind: "crowd", seq: 1, at: noon, joined: 40, left: 2 } as const;
    expect(peopleWords([crowd, { ...crowd, seq: 2, left: 0 }])).toBe("80 joined · 2 left");
  });
});

describe("words", () => {
  it("counts what expired, or says that the number is unknown", () => {
    expect(gapWords(1)).toBe("1 message expired while you were away");
    expect(gapWords(12)).toBe("12 messages expired while you were away");
    expect(gapWords(null)).toContain("Some messages");
  });

  it("names at most three who type", () => {
    expect(typingWords([])).toBe("");
    expect(typingWords(["A"])).toBe("A is typing…");
    expect(typingWords(["A", "B", "C"])).toBe("A, B and C are typing…");
    expect(typingWords(["A", "B", "C", "D"])).toBe("4 people are typing…");
  });
});
