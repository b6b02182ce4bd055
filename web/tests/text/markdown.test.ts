import { describe, expect, it } from "vitest";
import { highlight } from "../../src/text/highlight";
import { type Block, type Inline, looksMarked, splitMentions, withoutSigns } from "../../src/text/inline";
import { parseMarkdown } from "../../src/text/markdown";

/** The tree as short text: *em*, **strong**, ~~del~~, `code`, [link], > quote, list items. */
function inline(each: Inline): string {
  switch (each.kind) {
    case "text":
      return each.text;
    case "link":
      return `[${each.host}${each.tail}]`;
    case "worded":
      return `[${each.inner.map(inline).join("")} -> ${each.link.host}]`;
    case "code":
      return `<code ${each.text}>`;
    default:
      return `<${each.kind} ${each.inner.map(inline).join("")}>`;
  }
}
function block(each: Block): string {
  switch (each.kind) {
    case "paragraph":
      return each.inner.map(inline).join("");
    case "quote":
      return `<quote ${each.blocks.map(block).join("|")}>`;
    case "code":
      return `<pre ${each.language}:${each.text}>`;
    case "list":
      return `<list ${each.start ?? "-"} ${each.items.map((item) => item.map(block).join("|")).join(";")}>`;
  }
}
const read = (text: string) => parseMarkdown(text).map(block).join("\n");

describe("the small Markdown", () => {
  it.each([
    ["**bold** and *slanted* and ~~gone~~", "<strong bold> and <em slanted> and <del gone>"],
    ["***both***", "<em <strong both>>"],
    ["use `a < b && c`", "use <code a < b && c>"],
    ["> quoted\n\nanswer", "<quote quoted>\nanswer"],
    ["- tea\n- biscuits", "<list - tea;biscuits>"],
    ["3. three\n4. four", "<list 3 three;four>"],
    ["```js\nlet x = 1;\n```", "<pre js:let x = 1;>"],
    ["one\ntwo", "one\ntwo"],
    ["[words](https://a.example/b)", "[words -> a.example]"],
    ["see https://a.example/x_y_z.", "see [a.example/x_y_z]."],
    ["**see https://a.example**", "<strong see [a.example]>"],
    ["snake_case_name and 2*3*4", "snake_case_name and 2<em 3>4"],
    ["\\*not slanted\\*", "*not slanted*"],
    ["![alt](https://a.example/x.png)", "![alt -> a.example]"],
    ["[x]: https://a.example", "[x]: [a.example]"],
  ])("reads %j", (text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it.each([
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "# no heading",
    "---",
    "&lt;b&gt; &amp;",
    "    four spaces",
    "a | b",
  ])("leaves %j as it was written", (text) => {
    expect(read(text)).toBe(text);
  });

  it("makes no link of anything but http and https, and none that hides where it leads", () => {
    for (const text of [
      "[x](javascript:alert(1))",
      "[x](data:text/html,hi)",
      "[x](https://bank.example@evil.example)",
      "<https://a.example>",
    ]) {
      expect(
        parseMarkdown(text).some((each) => JSON.stringify(each).includes('"worded"')),
        text,
      ).toBe(false);
    }
    expect(read("[https://bank.example](https://evil.example/x)")).toBe("[bank.example -> evil.example]");
  });

  it("shows signs that mean nothing as they are", () => {
    for (const text of ["*", "**", ">", "-", "```", "`", "~~", "[](", "_ _", "\\", "a*", "1.5", "-1"]) {
      expect(read(text), text).toBe(text);
    }
  });

  it("takes texts that are made to be slow in a moment", () => {
    const nasty = [
      "*",
      "_",
      "~",
      "`",
      "[",
      "> ",
      "- ",
      "**a",
      "_a ",
      "[a](",
      "![",
      "\\",
      "1. ",
      "```\n",
      "~~*_",
    ];
    const started = performance.now();
    for (const part of nasty) parseMarkdown(part.repeat(Math.floor(4000 / part.length)));
    for (const part of nasty)
      parseMarkdown(Array.from({ length: 80 }, (_, n) => " ".repeat(n) + part).join("\n"));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("is not even asked for what plain words say", () => {
    for (const text of ["hello there", "2 - 1 = 1", "see https://a.example", "a > b", "5. May? no: May 5."]) {
      expect(looksMarked(text), text).toBe(text.startsWith("5. "));
    }
    for (const text of ["*a*", "`a`", "> a", "- a", "[a](b)", "~~a~~"])
      expect(looksMarked(text), text).toBe(true);
  });
});

describe("one line of a text", () => {
  it("is shown without the signs, and with everything else", () => {
    expect(withoutSigns("**Sat** is *good*, ~~not~~ `x`\n- tea\n> said")).toBe(
      "Sat is good, not x\ntea\nsaid",
    );
    expect(withoutSigns("```js\nlet x;\n```")).toBe("\nlet x;\n");
    for (const text of ["2 * 3 * 4", "snake_case_name", "a - b", "* ", "**", "5 > 4"]) {
      expect(withoutSigns(text).trim(), text).toBe(text.trim());
    }
  });
});

describe("mentions in a text", () => {
  it("are split off by name, the longer name first", () => {
    expect(splitMentions("hi @Ann Lee, @Ann!", ["Ann", "Ann Lee"])).toEqual([
      "hi ",
      { at: "@Ann Lee" },
      ", ",
      { at: "@Ann" },
      "!",
    ]);
    expect(splitMentions("mail@Bo", [])).toEqual(["mail@Bo"]);
  });
});

describe("colours of code", () => {
  const kinds = (code: string, language: string) =>
    highlight(code, language)
      .filter((piece) => piece.kind !== "plain")
      .map((piece) => `${piece.kind}:${piece.text}`);

  it("tell comments, strings, numbers and words of the language apart", () => {
    expect(kinds("const x = 'a\\'b'; // no 1", "js")).toEqual([
      "keyword:const",
      "string:'a\\'b'",
      "comment:// no 1",
    ]);
    expect(kinds("def f(): # c\n  return 0x1f", "python")).toEqual([
      "keyword:def",
      "comment:# c",
      "keyword:return",
      "number:0x1f",
    ]);
    expect(kinds("SELECT 1 -- all", "sql")).toEqual(["keyword:SELECT", "number:1", "comment:-- all"]);
    expect(kinds("const plain words", "")).toEqual([]);
  });

  it("put together are the code, whatever it is", () => {
    for (const code of ["", "'open", "/* open", '"a\nb"', "`open", "a//b\n#c", "💥 0b1 1e9"]) {
      expect(
        highlight(code, "ts")
          .map((piece) => piece.text)
          .join(""),
      ).toBe(code);
    }
  });
});
