import { describe, expect, it } from "vitest";
import { gridMove } from "../../src/account/grid";
import {
  aboutProblem,
  displayProblem,
  hasLink,
  nameProblem,
  passwordHint,
  passwordProblem,
  tidyWords,
  wordsProblem,
} from "../../src/account/rules";

describe("the name of an account", () => {
  it("is taken in every form that the protocol allows", () => {
    for (const name of ["ann", "a-n", "0.9", "a_b.c-d", "x".repeat(24)]) {
      expect(nameProblem(name), name).toBeNull();
    }
  });

  it("is refused with the rule that it breaks", () => {
    expect(nameProblem("an")).toMatch(/at least 3/);
    expect(nameProblem("x".repeat(25))).toMatch(/at most 24/);
    for (const name of ["Ann", "an n", "änn", "a@b"]) expect(nameProblem(name), name).toMatch(/Only a to z/);
    for (const name of ["-an", "an.", "__a"]) expect(nameProblem(name), name).toMatch(/first and the last/);
  });
});

describe("the password of an account", () => {
  it("has 8 to 128 characters, counted as people count them", () => {
    expect(passwordProblem("1234567", "ann")).toMatch(/at least 8/);
    expect(passwordProblem("🐧".repeat(7), "ann")).toMatch(/at least 8/);
    expect(passwordProblem("🐧".repeat(8), "ann")).toBeNull();
    expect(passwordProblem("x".repeat(128), "ann")).toBeNull();
    expect(passwordProblem("x".repeat(129), "ann")).toMatch(/at most 128/);
  });

  it("is not the name", () => {
    expect(passwordProblem("ann-of-oslo", "ann-of-oslo")).toMatch(/must not be the name/);
  });

  it("tells while one types how much is missing", () => {
    expect(passwordHint("")).toMatch(/At least 8/);
    expect(passwordHint("12345")).toBe("3 more characters.");
    expect(passwordHint("1234567")).toBe("1 more character.");
    expect(passwordHint("12345678")).toMatch(/^Long enough. Longer/);
    expect(passwordHint("123456789012")).toBe("Long enough.");
  });
});

describe("recovery words", () => {
  it("are read in any case, with any numbers and signs between them", () => {
    for (const typed of [
      "future sail puppet wreath noon wave",
      "  Future  SAIL\tpuppet\nwreath noon wave ",
      "future, sail, puppet, wreath, noon, wave",
      "1. future 2. sail 3. puppet 4. wreath 5. noon 6. wave",
      "future-sail-puppet-wreath-noon-wave",
    ]) {
      expect(tidyWords(typed), typed).toBe("future sail puppet wreath noon wave");
      expect(wordsProblem(typed), typed).toBeNull();
    }
  });

  it("are six", () => {
    expect(wordsProblem("")).toBe("Type the six words.");
    expect(wordsProblem("future")).toBe("These are 1 word; there are six.");
    expect(wordsProblem("a b c d e f g")).toBe("These are 7 words; there are six.");
  });
});

describe("the profile", () => {
  it("takes a line without links", () => {
    for (const about of ["I like tea.", "Mr. Smith", "v1.2 of me", "node.js", "", "x".repeat(160)]) {
      expect(aboutProblem(about), about).toBeNull();
    }
    for (const about of ["see a.example.com", "https://x", "WWW.somewhere", "t.me/ann"]) {
      expect(hasLink(about), about).toBe(true);
      expect(aboutProblem(about), about).toMatch(/Links/);
    }
    expect(aboutProblem("x".repeat(161))).toBe("1 character too many.");
    expect(aboutProblem("🐧".repeat(160))).toBeNull();
  });

  it("needs something to call one by", () => {
    expect(displayProblem("  ")).not.toBeNull();
    expect(displayProblem("Ann")).toBeNull();
    expect(displayProblem("x".repeat(33))).toMatch(/at most 32/);
  });
});

describe("arrows in a grid", () => {
  it("go in four directions and to both ends, and nowhere beyond them", () => {
    expect(gridMove("ArrowRight", 0, 12, 64)).toBe(1);
    expect(gridMove("ArrowDown", 0, 12, 64)).toBe(12);
    expect(gridMove("ArrowUp", 13, 12, 64)).toBe(1);
    expect(gridMove("ArrowLeft", 0, 12, 64)).toBe(0);
    expect(gridMove("ArrowDown", 60, 12, 64)).toBe(60);
    expect(gridMove("Home", 40, 12, 64)).toBe(0);
    expect(gridMove("End", 40, 12, 64)).toBe(63);
    expect(gridMove("Enter", 0, 12, 64)).toBeNull();
  });
});
