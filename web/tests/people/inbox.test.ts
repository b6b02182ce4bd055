// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Client } from "../../src/connection/client";
import { Inbox } from "../../src/inbox/inbox";
import type { Told } from "../../src/inbox/told";
import type { Notice } from "../../src/wire/people";
import { epoch, event, joined, message, noon, roomId } from "../builders";
import { FakeClient, no, ok } from "../fake_client";

const tea = { id: "1".repeat(17), name: "Tea" };
const mention = (target: number): Notice => ({ kind: "mention", room: tea, target });
const by = { m: 0, name: "Ann", avatar: "a3", kind: "user" } as const;
const far = Date.now() + 3_600_000;
const notice = (seq: number, what: unknown = mention(seq)) =>
  message(seq, { by, body: { notice: what }, expires_at: far });

let client: FakeClient;
let inbox: Inbox;
let came: Told[];

beforeEach(() => {
  client = new FakeClient();
  came = [];
  inbox = new Inbox(client as unknown as Client, { came: (fresh) => void came.push(...fresh) });
  inbox.welcomed(roomId);
});

async function enter(part: Parameters<typeof joined>[0] = {}): Promise<void> {
  void inbox.sync();
  await client.last("join").answer(ok(joined(part)));
}

const kinds = () => inbox.list.value.map((told) => told.notice.kind);

describe("the inbox", () => {
  it("is joined as the room that welcome names, and what it held is no news", async () => {
    await enter({ seq: 2, events: [notice(1), notice(2)] });
    expect(client.last("join").command).toEqual({ t: "join", room: roomId });
    expect(inbox.list.value.map((told) => told.seq)).toEqual([2, 1]);
    expect(came).toEqual([]);
  });

  it("is not asked for where the server has none", () => {
    inbox.welcomed(undefined);
    void inbox.sync();
    expect(client.count("join")).toBe(0);
  });

  it("takes its own events and leaves those of rooms to them", async () => {
    await enter();
    expect(inbox.receive({ ...notice(1), room: tea.id })).toBe(false);
    expect(inbox.receive(notice(1))).toBe(true);
    expect(kinds()).toEqual(["mention"]);
    expect(came.map((told) => told.seq)).toEqual([1]);
  });

  it("shows nothing for a kind that it does not know, or that is malformed", async () => {
    await enter();
    inbox.receive(notice(1, { kind: "horoscope" }));
    inbox.receive(notice(2, { kind: "mention", room: tea }));
    inbox.receive(notice(3, "a text"));
    inbox.receive(message(4, { expires_at: far }));
    inbox.receive(notice(5));
    expect(inbox.list.value.map((told) => told.seq)).toEqual([5]);
  });

  it("loses what is withdrawn, and what has run out", async () => {
    await enter({ seq: 2, events: [notice(1), notice(2)] });
    inbox.receive(event("message_deleted", 3, { target: 1, role: "author" }));
    expect(inbox.list.value.map((told) => told.seq)).toEqual([2]);
    inbox.expire(far);
    expect(inbox.list.value).toEqual([]);
  });

  it("resumes after a break, and what it missed is news", async () => {
    await enter({ seq: 1, events: [notice(1)] });
    inbox.interrupted();
    await enter({ seq: 3, events: [notice(2), notice(3)], resumed: true });
    expect(client.last("join").command).toMatchObject({ resume: { epoch, seq: 1 } });
    expect(inbox.list.value.map((told) => told.seq)).toEqual([3, 2, 1]);
    expect(came.map((told) => told.seq)).toEqual([3, 2]);
  });

  it("begins anew in another epoch, and asks again when something is missing", async () => {
    await enter({ seq: 1, events: [notice(1)] });
    await enter({ epoch: epoch + 1, seq: 0 });
    expect(inbox.list.value).toEqual([]);
    inbox.receive({ ...notice(5), epoch: epoch + 1 });
    expect(client.last("join").command).toMatchObject({ resume: { epoch: epoch + 1, seq: 0 } });
  });

  it("reads back to the first when the answer held the newest only", async () => {
    await enter({ seq: 9, events: [notice(9)], older: true });
    expect(client.last("history").command).toMatchObject({ before: 9 });
    const page = { t: "history", re: 1, room: roomId, events: [notice(8)], more: false } as const;
    await client.last("history").answer(ok(page));
    expect(inbox.list.value.map((told) => told.seq)).toEqual([9, 8]);
  });

  it("counts what is above the mark, and moves the mark here and on other pages", async () => {
    await enter({ seq: 2, events: [notice(1), notice(2)], reads: [{ m: 1, target: 1 }] });
    expect(inbox.readUpTo.value).toBe(1);
    inbox.markRead();
    expect(inbox.readUpTo.value).toBe(2);
    expect(client.last("read").command).toEqual({ t: "read", room: roomId, target: 2 });
    inbox.markRead();
    expect(client.count("read")).toBe(1);
    inbox.receive(notice(3));
    inbox.receive({ t: "read", room: roomId, m: 1, target: 3 });
    expect(inbox.readUpTo.value).toBe(3);
    inbox.receive({ t: "read", room: roomId, m: 1, target: 1 });
    expect(inbox.readUpTo.value).toBe(3);
  });

  it("goes with the session", async () => {
    await enter({ seq: 1, events: [notice(1)] });
    inbox.clear();
    expect(inbox.list.value).toEqual([]);
    inbox.welcomed(tea.id);
    void inbox.sync();
    expect(client.last("join").command).toEqual({ t: "join", room: tea.id });
  });

  it("is asked for again when the server is short of something", async () => {
    void inbox.sync();
    await client.last("join").answer(no("overloaded", 1));
    await vi.waitFor(() => expect(client.count("join")).toBe(2));
  });

  it("keeps nothing but notices", async () => {
    await enter({ at: noon, seq: 0 });
    inbox.receive(notice(1));
    inbox.receive(event("gap", 3, { from: 2, expired: 2 }));
    inbox.receive(notice(4));
    expect(inbox.state.value?.log.map((item) => item.kind)).toEqual(["message", "message"]);
  });
});
