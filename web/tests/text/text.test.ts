import { describe, expect, it } from "vitest";
import { readBody } from "../../src/text/body";
import { type Inline, parseInline } from "../../src/text/inline";
import { clean, measure } from "../../src/text/limits";

const links = (text: string) =>
  parseInline(text).filter((token): token is Extract<Inline, { kind: "link" }> => token.kind === "link");
const whole = (text: string) =>
  parseInline(text)
    .map((token) => {
      if (token.kind === "text") return token.text;
      return token.kind === "link" ? `[${token.lead}${token.host}${token.tail}]` : `<${token.kind}>`;
    })
    .join("");

describe("links in a text", () => {
  it("are found between words, and the rest stays as it was written", () => {
    expect(whole("see https://a.example/x?y=1#z now")).toBe("see [a.example/x?y=1#z] now");
    expect(whole("nothing here")).toBe("nothing here");
    expect(parseInline("")).toEqual([]);
  });

  it("leave the sentence its punctuation", () => {
    expect(whole("(https://a.example/b), https://a.example.")).toBe("([a.example/b]), [a.example].");
    expect(whole("https://a.example/wiki/Tea_(meal)")).toBe("[a.example/wiki/Tea_(meal)]");
    expect(whole("https://a.example/…")).toBe("[a.example]…");
  });

  it("say http where it is not encrypted", () => {
    expect(whole("http://a.example/b")).toBe("[http://a.example/b]");
  });

  it("show a host in another alphabet as the machine reads it", () => {
    expect(links("https://аpple.com/")[0]?.host).toBe("xn--pple-43d.com");
  });

  it("are not made of an address that hides its host behind a user name", () => {
    expect(links("https://bank.example@evil.example/")).toEqual([]);
    expect(links("https://bank.example:pw@evil.example/")).toEqual([]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "xhttps://a.example"])(
    "are never made of %s",
    (text) => {
      expect(links(text)).toEqual([]);
      expect(whole(text)).toBe(text);
    },
  );

  it("stay cheap on a hostile text", () => {
    const started = performance.now();
    parseInline(`https://a.example/${")".repeat(15_000)}`);
    parseInline("http://".repeat(2_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("size of a text", () => {
  it("counts code points, as the server does", () => {
    expect(measure("👍👍").points).toBe(2);
    expect(measure("a".repeat(4000)).left).toBe(0);
    expect(measure("a".repeat(4001)).left).toBe(-1);
  });

  it("minds the byte limit before the other one", () => {
    // 4,000 family emoji sequences would be 100,000 bytes.
    expect(measure("👍".repeat(4000)).left).toBe(0);
    expect(measure("👍".repeat(4097)).left).toBeLessThan(0);
  });

  it("takes control characters out of what was pasted and keeps tab and line feed", () => {
    expect(clean("a\u0000b\u0007\tc\r\nd\u009fe\re")).toBe("ab\tc\nde\ne");
  });
});

describe("a body", () => {
  it("of another shape is not shown as text", () => {
    expect(readBody({ text: "x" })).toEqual({ kind: "text", text: "x" });
    expect(readBody({ sealed: "…" } as object)).toEqual({ kind: "unknown" });
    expect(readBody({ text: 5 } as object)).toEqual({ kind: "unknown" });
  });
});
