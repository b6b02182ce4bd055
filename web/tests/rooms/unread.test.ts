import { describe, expect, it } from "vitest";
import { fromMessage, type RoomState } from "../../src/rooms/room_state";
import { advance, startReading, unreadCount, withoutDivider } from "../../src/rooms/unread";
import { message, roomState } from "../builders";

const upTo = (seq: number, own: readonly number[] = []): RoomState =>
  roomState({
    seq,
    log: Array.from({ length: seq }, (_, index) =>
      fromMessage(message(index + 1, own.includes(index + 1) ? { m: 1 } : {})),
    ),
  });

describe("unread", () => {
  it("follows the newest message while it is on screen", () => {
    const reading = advance(startReading(0), upTo(3), true);
    expect(reading).toEqual({ readUpTo: 3, divider: null });
    expect(unreadCount(reading, upTo(3))).toBe(0);
  });

  it("puts the divider where reading stopped, and leaves it there for further messages", () => {
    const first = advance(startReading(3), upTo(4), false);
    expect(first.divider).toBe(3);
    expect(advance(first, upTo(9), false)).toBe(first);
    expect(unreadCount(first, upTo(9))).toBe(6);
  });

  it("does not count one's own messages", () => {
    const reading = startReading(3);
    expect(unreadCount(reading, upTo(5, [4]))).toBe(1);
    expect(advance(reading, upTo(4, [4]), false).divider).toBeNull();
  });

  it("keeps the divider on coming back, moves it on the next absence", () => {
    const away = advance(startReading(3), upTo(5), false);
    const back = advance(away, upTo(5), true);
    expect(back).toEqual({ readUpTo: 5, divider: 3 });
    expect(advance(back, upTo(6), false).divider).toBe(5);
  });

  it("goes when the person writes", () => {
    expect(withoutDivider({ readUpTo: 5, divider: 3 }).divider).toBeNull();
  });
});
