import { describe, expect, it } from "vitest";
import { lostRefusal } from "../../src/connection/client";
import * as outbox from "../../src/rooms/outbox";
import type { Reply } from "../../src/wire/replies";
import { cid, epoch, noon, roomId } from "../builders";

const two = outbox.add(outbox.add(outbox.emptyOutbox, cid(1), "one"), cid(2), "two");
const refusal = (code: string, retryAfterMs: number | null = null) => ({
  code,
  text: `why ${code}`,
  retryAfterMs,
});
const said = (seq: number): Reply<"said"> => ({
  t: "said",
  re: 1,
  room: roomId,
  epoch,
  seq,
  at: noon,
  expires_at: noon + 1,
  repeat: false,
});
const states = (box: outbox.Outbox) => box.list.map((entry) => entry.state);

describe("outbox", () => {
  it("sends one message at a time, in the order of writing", () => {
    expect(outbox.nextToSend(two, 0)?.cid).toBe(cid(1));
    const busy = outbox.sending(two, cid(1));
    expect(outbox.nextToSend(busy, 0)).toBeNull();
    const next = outbox.taken(busy, cid(1), said(7), 6);
    expect(outbox.nextToSend(next, 0)?.cid).toBe(cid(2));
  });

  it("keeps what was taken until its event is there", () => {
    const box = outbox.taken(outbox.sending(two, cid(1)), cid(1), said(7), 6);
    expect(states(box)).toEqual(["taken", "waiting"]);
    expect(outbox.settled(box, 6)).toBe(box);
    expect(outbox.settled(box, 7).list.map((entry) => entry.cid)).toEqual([cid(2)]);
  });

  it("drops what turns out to have been taken before, for its event will not come again", () => {
    expect(outbox.taken(outbox.sending(two, cid(1)), cid(1), said(5), 6).list).toHaveLength(1);
  });

  it("sends again with the same client id what was not answered", () => {
    const box = outbox.refused(outbox.sending(two, cid(1)), cid(1), lostRefusal, 0);
    expect(outbox.nextToSend(box, 0)).toMatchObject({ cid: cid(1), text: "one" });
  });

  it("waits as long as the server asked for, and then sends the same message first", () => {
    const box = outbox.refused(outbox.sending(two, cid(1)), cid(1), refusal("rate_limited", 800), 1000);
    expect(outbox.nextToSend(box, 1799)).toBeNull();
    expect(outbox.nextToSend(box, 1800)?.cid).toBe(cid(1));
    expect(box.list[0]?.problem).toBe("why rate_limited");
  });

  it("repeats a fault of the server once only", () => {
    const once = outbox.refused(two, cid(1), refusal("internal"), 0);
    expect(states(once)[0]).toBe("waiting");
    expect(states(outbox.refused(once, cid(1), refusal("internal"), 0))[0]).toBe("failed");
  });

  it("tries an upload that found no server again by itself, three times and ever later", () => {
    let box = two;
    for (const wait of [1000, 2000, 4000]) {
      box = outbox.refused(box, cid(1), refusal("unreachable"), 0);
      expect(states(box)[0]).toBe("waiting");
      expect(outbox.nextToSend(box, wait - 1)).toBeNull();
      expect(outbox.nextToSend(box, wait)?.cid).toBe(cid(1));
    }
    expect(states(outbox.refused(box, cid(1), refusal("unreachable"), 0))[0]).toBe("failed");
  });

  it("keeps a refused text and says why; the next message does not wait for it", () => {
    const box = outbox.refused(outbox.sending(two, cid(1)), cid(1), refusal("text_invalid"), 0);
    expect(box.list[0]).toMatchObject({ state: "failed", text: "one", problem: "why text_invalid" });
    expect(outbox.nextToSend(box, 0)?.cid).toBe(cid(2));
  });

  it("offers a failed message again, in its old place", () => {
    const failed = outbox.refused(two, cid(1), refusal("text_invalid"), 0);
    expect(outbox.nextToSend(outbox.retry(failed, cid(1)), 0)?.cid).toBe(cid(1));
    expect(outbox.drop(failed, cid(1)).list).toHaveLength(1);
  });

  it("sends again what an earlier epoch had taken", () => {
    const box = outbox.taken(two, cid(1), said(900), 6);
    expect(outbox.epochChanged(box).list[0]).toMatchObject({ state: "waiting", seq: null });
  });

  const answer = { replyTo: 5, mentions: [2], picture: null };
  const answering = outbox.sending(outbox.add(outbox.emptyOutbox, cid(1), "yes", answer), cid(1));

  it("leaves out what is no longer there, so that a retry goes", () => {
    const gone = outbox.refused(answering, cid(1), refusal("no_message"), 0);
    expect(gone.list[0]).toMatchObject({ state: "failed", replyTo: null, mentions: [2] });
    const left = outbox.refused(answering, cid(1), refusal("no_member"), 0);
    expect(left.list[0]).toMatchObject({ state: "failed", replyTo: 5, mentions: [] });
  });

  it("brings a picture up once more if the server has let go of it, and not for ever", () => {
    const media = { id: "A".repeat(22), type: "image/webp", bytes: 1, width: 1, height: 1 } as const;
    const up = outbox.uploaded(answering, cid(1), media);
    const again = outbox.refused(up, cid(1), refusal("no_media"), 0);
    expect(again.list[0]).toMatchObject({ state: "waiting", media: null });
    const twice = outbox.refused(again, cid(1), refusal("no_media"), 0);
    expect(twice.list[0]).toMatchObject({ state: "failed", media: null });
  });

  it("keeps the text of whoever is muted or has no voice, with the reason", () => {
    for (const code of ["muted", "not_voiced"]) {
      const box = outbox.refused(answering, cid(1), refusal(code), 0);
      expect(box.list[0]).toMatchObject({ state: "failed", text: "yes", problem: `why ${code}` });
    }
  });
});
