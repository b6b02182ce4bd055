import { describe, expect, it } from "vitest";
import { findIn } from "../../src/rooms/find";
import { candidates, complete, mentioned, mentionsMost, typedMention } from "../../src/rooms/mentions";
import { fromMessage } from "../../src/rooms/room_state";
import { member, message } from "../builders";

describe("mentions", () => {
  it("begin with an @ at the start of a word, right before the caret", () => {
    expect(typedMention("@", 1)).toEqual({ at: 0, query: "" });
    expect(typedMention("hi @Qu", 6)).toEqual({ at: 3, query: "Qu" });
    expect(typedMention("hi @Quiet Ot", 12)).toEqual({ at: 3, query: "Quiet Ot" });
    for (const text of ["mail@host", "@ x", "@a\nb", "none", `@${"x".repeat(33)}`]) {
      expect(typedMention(text, text.length), text).toBeNull();
    }
    expect(typedMention("@Ann and", 4)).toEqual({ at: 0, query: "Ann" });
  });

  it("offer whoever has a word that begins so, without oneself, those who are here first", () => {
    const all = [
      member(1, { name: "Otto" }),
      member(2, { name: "Quiet Otter" }),
      member(3, { name: "Otis", state: "away" }),
      member(4, { name: "Bo" }),
    ];
    expect(candidates(all, 1, "ot").map((each) => each.m)).toEqual([2, 3]);
    expect(candidates(all, 1, "", 2)).toHaveLength(2);
    expect(candidates(all, 1, "zz")).toEqual([]);
  });

  it("are put in with one space after them", () => {
    expect(complete("hi @Qu there", { at: 3, query: "Qu" }, 6, "Quiet Otter")).toEqual({
      text: "hi @Quiet Otter there",
      caret: 16,
    });
  });

  it("travel as numbers of those who still stand in the text, twenty at most", () => {
    const picked = new Map([
      [2, "Quiet Otter"],
      [3, "Bo"],
    ]);
    expect(mentioned("@Quiet Otter look", picked)).toEqual([2]);
    const many = new Map(Array.from({ length: 30 }, (_, m) => [m, "A"]));
    expect(mentioned("@A", many)).toHaveLength(mentionsMost);
  });
});

describe("finding", () => {
  const log = [
    fromMessage(message(1, { body: { text: "Meet at the Café" } })),
    fromMessage(message(2, { body: { text: "nothing" } })),
    fromMessage(message(3, { body: { text: "the cafe is closed" } })),
    fromMessage(message(4, { body: {} })),
  ];

  it("finds all words in any case and without marks, newest first", () => {
    expect(findIn(log, "cafe")).toEqual([3, 1]);
    expect(findIn(log, "CAFÉ meet")).toEqual([1]);
    expect(findIn(log, "guest 2 nothing")).toEqual([2]);
  });

  it("finds nothing for nothing", () => {
    expect(findIn(log, "  ")).toEqual([]);
    expect(findIn(log, "tea")).toEqual([]);
  });

  it("finds a picture by its description", () => {
    const media = {
      id: "x".repeat(22),
      type: "image/png",
      bytes: 1,
      width: 1,
      height: 1,
      name: "Lake",
    } as const;
    expect(findIn([fromMessage(message(5, { body: { text: "" }, media }))], "lake")).toEqual([5]);
  });
});
