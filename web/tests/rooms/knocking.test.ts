import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Client, lostRefusal, type Outcome } from "../../src/connection/client";
import { Knocks } from "../../src/rooms/knocking";
import { resetClock } from "../../src/time/server_clock";
import type { Command } from "../../src/wire/commands";
import type { Reply } from "../../src/wire/replies";
import { noon, roomId } from "../builders";

const settle = async () => {
  for (let n = 0; n < 5; n += 1) await Promise.resolve();
};
const tenMinutes = 600_000;
let asked: { readonly command: Command; readonly answer: (outcome: Outcome<Reply>) => Promise<void> }[];
let knocks: Knocks;
const approved = vi.fn();
const changed = vi.fn();

const stands = (state: Reply<"knocking">["state"]): Outcome<Reply> => ({
  ok: true,
  reply: { t: "knocking", re: 1, room: roomId, state, expires_at: noon + tenMinutes },
});
const last = () => {
  const found = asked.at(-1);
  if (!found) throw new Error("nobody knocked");
  return found;
};

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  resetClock();
  asked = [];
  approved.mockClear();
  changed.mockClear();
  const request = (command: Command) =>
    new Promise<Outcome<Reply>>((resolve) => {
      const answer = async (outcome: Outcome<Reply>) => {
        resolve(outcome);
        await settle();
      };
      asked.push({ command, answer });
    });
  knocks = new Knocks({ request } as unknown as Client, { approved, changed });
});

describe("knocking", () => {
  it("waits for the answer, and goes in by itself when let in", async () => {
    void knocks.knock(roomId, " It is me ", true);
    expect(last().command).toEqual({ t: "knock", room: roomId, text: "It is me", hidden: true });
    await last().answer(stands("waiting"));
    expect(knocks.at(roomId)).toEqual({ is: "waiting", expiresAt: noon + tenMinutes });
    knocks.answered({ t: "knock_answered", room: roomId, state: "approved" });
    expect(approved).toHaveBeenCalledWith(roomId, true);
    expect(knocks.at(roomId)).toBeNull();
  });

  it("says no more than it has to", () => {
    void knocks.knock(roomId, "  ", false);
    expect(last().command).toEqual({ t: "knock", room: roomId });
  });

  it("is over when it is denied, and when nobody answers in time", async () => {
    void knocks.knock(roomId, "", false);
    await last().answer(stands("waiting"));
    knocks.answered({ t: "knock_answered", room: roomId, state: "denied" });
    expect(knocks.at(roomId)).toEqual({ is: "denied" });
    void knocks.knock(roomId, "", false);
    await last().answer(stands("waiting"));
    await vi.advanceTimersByTimeAsync(tenMinutes + 1);
    expect(knocks.at(roomId)).toEqual({ is: "expired" });
    expect(approved).not.toHaveBeenCalled();
  });

  it("asks again after a reconnect, and hears what was answered meanwhile", async () => {
    void knocks.knock(roomId, "hi", false);
    await last().answer({ ok: false, refusal: lostRefusal });
    expect(knocks.at(roomId)).toEqual({ is: "asking" });
    knocks.restore();
    expect(asked).toHaveLength(2);
    await last().answer(stands("approved"));
    expect(approved).toHaveBeenCalledWith(roomId, false);
  });

  it("does not ask again about what is over", async () => {
    void knocks.knock(roomId, "", false);
    await last().answer(stands("denied"));
    knocks.restore();
    expect(asked).toHaveLength(1);
  });

  it("tells why it was refused", async () => {
    void knocks.knock(roomId, "", false);
    const refusal = { code: "entry_differs", text: "no", retryAfterMs: null };
    await last().answer({ ok: false, refusal });
    expect(knocks.at(roomId)).toEqual({ is: "refused", refusal });
  });

  it("that was called back hears no answer any more", async () => {
    void knocks.knock(roomId, "", false);
    const first = last();
    knocks.cancel(roomId);
    expect(last().command).toEqual({ t: "knock_cancel", room: roomId });
    await first.answer(stands("approved"));
    knocks.answered({ t: "knock_answered", room: roomId, state: "approved" });
    expect(approved).not.toHaveBeenCalled();
  });
});
