import { beforeEach, describe, expect, it, vi } from "vitest";
import { Announcer } from "../../src/app/announcer";
import type { Room } from "../../src/rooms/room";
import { message } from "../builders";

const room = {} as Room;
beforeEach(() => void vi.useFakeTimers());

describe("announcer", () => {
  it("speaks a single message with its author, a moment later", () => {
    const announcer = new Announcer();
    announcer.add(room, [message(1)]);
    expect(announcer.words.value).toBe("");
    vi.advanceTimersByTime(1000);
    expect(announcer.words.value).toBe("Guest 2: text 1");
  });

  it("makes one summary of a burst", () => {
    const announcer = new Announcer();
    for (let seq = 1; seq <= 5; seq += 1) announcer.add(room, [message(seq)]);
    vi.advanceTimersByTime(1000);
    expect(announcer.words.value).toBe("5 new messages");
  });

  it("tells what happened beside a burst, and not as one of its messages", () => {
    const announcer = new Announcer();
    for (let seq = 1; seq <= 5; seq += 1) announcer.add(room, [message(seq)]);
    announcer.tell("The owner is gone; the room went to Bo");
    vi.advanceTimersByTime(1000);
    expect(announcer.words.value).toBe("The owner is gone; the room went to Bo. 5 new messages");
  });

  it("does not keep what it said in the page", () => {
    const announcer = new Announcer();
    announcer.add(room, [message(1)]);
    vi.advanceTimersByTime(6000);
    expect(announcer.words.value).toBe("");
  });
});
