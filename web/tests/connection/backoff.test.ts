import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { backoff, delayAfter, longestDelayMs } from "../../src/connection/backoff";
import { closeRule, knownCloseCodes } from "../../src/connection/closes";

describe("backoff", () => {
  it("is anywhere between 0 and the ceiling", () => {
    expect(backoff(3, 0)).toBe(0);
    expect(backoff(3, 0.999)).toBeLessThanOrEqual(4000);
    expect(backoff(3, 0.5)).toBe(2000);
  });

  it("never exceeds 30 s, however often it failed", () => {
    expect(backoff(2000, 0.9999)).toBeLessThanOrEqual(longestDelayMs);
  });

  it("reads a hint only in its exact form", () => {
    expect(delayAfter("hinted", "restart; retry_ms=2000", 0, 0.5)).toBe(1000);
    expect(delayAfter("hinted", "retry_ms=soon", 0, 0.5)).toBe(250);
    expect(delayAfter("hinted", "no_retry_ms", 0, 0.5)).toBe(250);
  });
});

describe("close codes", () => {
  it("has a rule for exactly the codes of the protocol's table, and for 1006", () => {
    const protocol = readFileSync(new URL("../../../docs/PROTOCOL.md", import.meta.url), "utf8");
    const section = protocol.slice(protocol.indexOf("## 8."), protocol.indexOf("## 9."));
    const named = [...section.matchAll(/^\| (\d{4}) \|/gm)].map((match) => Number(match[1]));
    expect([...knownCloseCodes].sort()).toEqual([...named, 1006].sort());
  });

  it("treats a code that it does not know as a broken connection", () => {
    expect(closeRule(4321)).toBe(closeRule(1006));
  });
});
