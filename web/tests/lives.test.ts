import { describe, expect, it } from "vitest";
import { countdown, lifeWords, opensIn, roomEndWords } from "../src/time/lives";
import { card, noon } from "./builders";

const s = 1000;

describe("a countdown", () => {
  it("of ten seconds starts at ten, also where the clock lags behind the server's, and never shows nothing", () => {
    expect([noon - 3, noon, noon + 200].map((now) => countdown(noon + 10_000, now))).toEqual(
      Array(3).fill("10 s"),
    );
    expect(countdown(noon + 10_000, noon + 1_000)).toBe("9 s");
    expect([noon, noon + 500].map((now) => countdown(noon, now))).toEqual(["1 s", "1 s"]);
  });
});

describe("lifetimes in words", () => {
  it("are whole units where they are whole, and seconds where not", () => {
    const words = [45 * s, 90 * s, 300 * s, 3600 * s, 86_400 * s, 604_800 * s].map(lifeWords);
    expect(words).toEqual(["45 seconds", "90 seconds", "5 minutes", "1 hour", "24 hours", "7 days"]);
  });

  it("until something opens are exact in the last hour", () => {
    expect([89.2 * s, 60 * s, 59 * s, 3599 * s, 2 * 3600 * s].map(opensIn)).toEqual([
      "1 min 30 s",
      "1 min",
      "59 s",
      "59 min 59 s",
      "2 h",
    ]);
  });

  it("of a room are what the server says of it, whatever its lifetime is called", () => {
    const room = card({ life: "24h", created_at: noon, expires_at: noon + 2 * 3_600_000 });
    expect(roomEndWords(room)).toBe("is erased 2 hours after it was opened");
    expect(roomEndWords(card({ life: "empty", expires_at: null }))).toMatch(/after the last person leaves$/);
  });
});
