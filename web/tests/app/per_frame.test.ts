// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { perFrame } from "../../src/ui/per_frame";

beforeEach(() => void vi.useFakeTimers({ toFake: ["requestAnimationFrame", "setTimeout"] }));

describe("drawing per frame", () => {
  it("takes a single change at once and the rest of a burst with the next frame", () => {
    const source = signal(0);
    const drawn = perFrame(source);
    source.value = 1;
    expect(drawn.value.value).toBe(1);
    source.value = 2;
    source.value = 3;
    expect(drawn.value.value).toBe(1);
    vi.advanceTimersToNextFrame();
    expect(drawn.value.value).toBe(3);
  });

  it("takes nothing more once it was stopped", () => {
    const source = signal(0);
    const drawn = perFrame(source);
    source.value = 1;
    source.value = 2;
    drawn.stop();
    vi.advanceTimersToNextFrame();
    source.value = 3;
    expect(drawn.value.value).toBe(1);
  });
});
