import { describe, expect, it, vi } from "vitest";
import { type Idle, IdleTimer, idleAt } from "../../src/admin/session/idle";

const minute = 60_000;
const idleMs = 15 * minute;
const start = 1_000_000;

function timer(ms = idleMs) {
  const needs = {
    touch: vi.fn(),
    over: vi.fn(),
    changed: vi.fn<(idle: Idle) => void>(),
    tell: vi.fn<(at: number) => void>(),
  };
  return { needs, idle: new IdleTimer(ms, needs, start) };
}

describe("the end of an admin's session", () => {
  it("is warned of a minute before, and comes to the millisecond", () => {
    expect(idleAt(0, idleMs, 14 * minute - 1)).toEqual({ is: "active" });
    expect(idleAt(0, idleMs, 14 * minute)).toEqual({ is: "warning", leftMs: minute });
    expect(idleAt(0, idleMs, idleMs - 1)).toEqual({ is: "warning", leftMs: 1 });
    expect(idleAt(0, idleMs, idleMs)).toEqual({ is: "over" });
  });

  it("warns for half of its time where that is shorter", () => {
    expect(idleAt(0, 10_000, 4_999)).toEqual({ is: "active" });
    expect(idleAt(0, 10_000, 5_000)).toEqual({ is: "warning", leftMs: 5_000 });
  });

  it("moves on with whatever the person does, and tells the server once a minute", () => {
    const { idle, needs } = timer();
    for (let second = 1; second <= 30 * 60; second += 1) idle.active(start + second * 1000);
    expect(needs.changed).not.toHaveBeenCalled();
    expect(needs.touch).toHaveBeenCalledTimes(30);
  });

  it("asks the server for nothing while the page has just asked it something", () => {
    const { idle, needs } = timer();
    idle.asked(start + 59_000);
    idle.active(start + minute);
    expect(needs.touch).not.toHaveBeenCalled();
    idle.active(start + 119_000);
    expect(needs.touch).toHaveBeenCalledTimes(1);
  });

  it("is not put off by a page that asks by itself: only people count", () => {
    const { idle, needs } = timer();
    for (let at = start; at < start + idleMs; at += 5_000) idle.asked(at);
    idle.tick(start + idleMs);
    expect(needs.over).toHaveBeenCalledTimes(1);
  });

  it("lets only the button count once the warning stands", () => {
    const { idle, needs } = timer();
    idle.tick(start + 14 * minute);
    idle.active(start + 14 * minute + 1000);
    expect(needs.changed).toHaveBeenLastCalledWith({ is: "warning", leftMs: 59_000 });
    idle.stay(start + 14 * minute + 2000);
    expect(needs.changed).toHaveBeenLastCalledWith({ is: "active" });
    expect(needs.touch).toHaveBeenCalledTimes(1);
    idle.tick(start + idleMs);
    expect(needs.over).not.toHaveBeenCalled();
  });

  it("is over once, also after a night asleep, and nothing brings it back", () => {
    const { idle, needs } = timer();
    idle.active(start + 8 * 60 * minute);
    idle.stay(start + 8 * 60 * minute);
    idle.activeElsewhere(start + 8 * 60 * minute, start + 8 * 60 * minute);
    idle.tick(start + 9 * 60 * minute);
    expect(needs.over).toHaveBeenCalledTimes(1);
    expect(needs.touch).not.toHaveBeenCalled();
    expect(needs.tell).not.toHaveBeenCalled();
  });

  it("hears of another page of the browser, which takes the warning back", () => {
    const { idle, needs } = timer();
    idle.tick(start + 14 * minute);
    idle.activeElsewhere(start + 14 * minute, start + 14 * minute);
    expect(needs.changed).toHaveBeenLastCalledWith({ is: "active" });
    idle.tick(start + 27 * minute);
    expect(needs.over).not.toHaveBeenCalled();
  });

  it("believes no time from the future and no older one than its own", () => {
    const { idle, needs } = timer();
    idle.activeElsewhere(start + 60 * minute, start + minute);
    idle.active(start + 10 * minute);
    idle.activeElsewhere(start + 5 * minute, start + 10 * minute);
    idle.tick(start + 24 * minute + 1);
    expect(needs.changed).toHaveBeenCalledWith({ is: "warning", leftMs: minute - 1 });
    idle.tick(start + 25 * minute);
    expect(needs.over).toHaveBeenCalledTimes(1);
  });
});
