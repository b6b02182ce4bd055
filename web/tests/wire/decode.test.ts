import { describe, expect, it } from "vitest";
import { decode } from "../../src/wire/decode";
import { integer, list, optional, orNull, record, text } from "../../src/wire/shape";
import { message } from "../builders";

describe("decoding", () => {
  it.each(["", "{", "[]", "null", "5", '{"t":5}', '{"x":1}'])("ignores %j", (raw) => {
    expect(decode(raw).is).toBe("unknown");
  });

  it("ignores frames of types that it does not know, and fields too", () => {
    expect(decode('{"t":"fireworks"}').is).toBe("unknown");
    expect(decode('{"t":"constructor"}').is).toBe("unknown");
    expect(decode(JSON.stringify({ ...message(1), sparkle: 1 })).is).toBe("event");
  });

  it("does not let a malformed frame through as an event", () => {
    expect(decode(JSON.stringify({ ...message(1), seq: "1" })).is).toBe("unknown");
    expect(decode(JSON.stringify({ ...message(1), by: null })).is).toBe("unknown");
  });

  it("still tells which command a malformed reply belongs to", () => {
    expect(decode('{"t":"said","re":7}')).toEqual({ is: "unknown", re: 7 });
  });

  it("takes a body of another shape, for it is shown as such", () => {
    expect(decode(JSON.stringify({ ...message(1), body: { sealed: "…" } })).is).toBe("event");
  });
});

describe("shapes", () => {
  const shape = record({ a: integer(1, 9), b: optional(text(1, 2)), c: orNull(list(text())) });

  it("say where the problem is", () => {
    expect(shape.problem({ a: 0, c: null }, "x", "lenient")).toContain("x.a");
    expect(shape.problem({ a: 1, c: ["", 5] }, "x", "lenient")).toContain("x.c[1]");
    expect(shape.problem({ a: 1 }, "x", "lenient")).toContain("x.c: missing");
  });

  it("mind unknown fields only where they are read exactly", () => {
    expect(shape.problem({ a: 1, c: null, d: 1 }, "x", "lenient")).toBeNull();
    expect(shape.problem({ a: 1, c: null, d: 1 }, "x", "exact")).toContain("x.d");
  });

  it("count code points", () => {
    expect(shape.problem({ a: 1, b: "👍👍", c: null }, "x", "exact")).toBeNull();
    expect(shape.problem({ a: 1, b: "abc", c: null }, "x", "exact")).not.toBeNull();
  });

  it("do not take inherited properties for fields", () => {
    expect(record({ toString: text() }).problem({}, "x", "lenient")).toContain("missing");
  });
});
