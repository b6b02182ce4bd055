// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Client, lostRefusal, type Outcome } from "../../src/connection/client";
import { Drafts } from "../../src/rooms/drafts";
import { Room } from "../../src/rooms/room";
import type { Reply } from "../../src/wire/replies";
import { epoch, event, joined, member, message, noon, roomId } from "../builders";
import { FakeClient, no, ok } from "../fake_client";

/** An upload that goes nowhere until the test says how it ended. */
class FakeUpload {
  static made: FakeUpload[] = [];
  readonly upload = {};
  onerror: (() => void) | null = null;
  constructor() {
    FakeUpload.made.push(this);
  }
  open() {}
  setRequestHeader() {}
  send() {}
}

const said = (seq: number): Outcome<Reply> =>
  ok({ t: "said", re: 1, room: roomId, epoch, seq, at: noon, expires_at: noon + 1000, repeat: false });

let client: FakeClient;
let room: Room;
const over = vi.fn();
const happened = vi.fn();

async function joinedRoom(part: Parameters<typeof joined>[0] = {}): Promise<void> {
  void room.sync();
  await client.last("join").answer(ok(joined(part)));
}

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  sessionStorage.clear();
  over.mockClear();
  happened.mockClear();
  client = new FakeClient();
  room = new Room(roomId, client as unknown as Client, new Drafts(sessionStorage), {
    over,
    heard: () => undefined,
    happened,
    typingAllowed: () => true,
  });
});

const texts = () =>
  room.state.value?.log.flatMap((item) => (item.kind === "message" ? [item.body.text] : []));

describe("room: resume", () => {
  it("resumes from its own epoch and seq after an interruption", async () => {
    await joinedRoom({ seq: 4 });
    room.interrupted();
    expect(room.phase.value.is).toBe("catching_up");
    void room.sync();
    expect(client.last("join").command).toMatchObject({ resume: { epoch, seq: 4 } });
  });

  it("takes events only once the resume is answered, and misses none", async () => {
    await joinedRoom({ seq: 1 });
    room.receive(message(4));
    expect(client.count("join")).toBe(2);
    room.receive(message(5));
    await client
      .last("join")
      .answer(
        ok(joined({ resumed: true, seq: 5, events: [message(2), message(3), message(4), message(5)] })),
      );
    room.receive(message(6));
    expect(texts()).toEqual(["text 2", "text 3", "text 4", "text 5", "text 6"]);
  });

  it("goes on asking while the answer is cut", async () => {
    await joinedRoom({ seq: 1 });
    void room.sync();
    await client.last("join").answer(ok(joined({ resumed: true, seq: 9, more: true, events: [message(2)] })));
    expect(room.phase.value.is).toBe("catching_up");
    expect(client.last("join").command).toMatchObject({ resume: { epoch, seq: 2 } });
    await client.last("join").answer(ok(joined({ resumed: true, seq: 3, events: [message(3)] })));
    expect(room.phase.value.is).toBe("live");
  });

  it("joins anew if a cut answer brings it no further, instead of asking for ever", async () => {
    await joinedRoom({ seq: 1 });
    void room.sync();
    await client.last("join").answer(ok(joined({ resumed: true, seq: 9, more: true })));
    expect(client.last("join").command).not.toHaveProperty("resume");
  });

  it("resumes when the server's top is above its own", async () => {
    await joinedRoom({ seq: 4 });
    room.receive({ t: "top", room: roomId, epoch, seq: 4, at: noon });
    expect(client.count("join")).toBe(1);
    room.receive({ t: "top", room: roomId, epoch, seq: 5, at: noon });
    expect(client.count("join")).toBe(2);
  });

  it("erases the room when a resume finds it gone", async () => {
    await joinedRoom({ seq: 1, events: [message(1)] });
    room.writing.keep("a draft");
    void room.sync();
    await client.last("join").answer(no("gone"));
    expect(room.phase.value).toEqual({ is: "ended", reason: "gone", text: "" });
    expect(room.state.value).toBeNull();
    expect(sessionStorage.length).toBe(0);
    expect(over).toHaveBeenCalledWith(room);
  });

  it("says why it could not be entered", async () => {
    void room.sync();
    await client.last("join").answer(no("room_full"));
    expect(room.phase.value).toMatchObject({ is: "refused", refusal: { code: "room_full" } });
  });
});

describe("room: writing", () => {
  it("shows a message at once and replaces it when its event comes", async () => {
    await joinedRoom({ seq: 1 });
    room.say("hello");
    expect(room.writing.outbox.value.list).toHaveLength(1);
    const { cid } = client.last("say").command;
    expect(cid).toMatch(/^[0-9a-f]{32}$/);
    await client.last("say").answer(said(2));
    room.receive(message(2, { m: 1, cid, body: { text: "hello" } }));
    expect(room.writing.outbox.value.list).toEqual([]);
    expect(texts()).toEqual(["hello"]);
  });

  it("does not show a message twice if its event comes before the answer", async () => {
    await joinedRoom({ seq: 1 });
    room.say("hello");
    room.receive(message(2, { m: 1, cid: client.last("say").command.cid }));
    expect(room.writing.outbox.value.list).toEqual([]);
    await client.last("say").answer(said(2));
    expect(room.writing.outbox.value.list).toEqual([]);
  });

  it("sends what was not answered again after the resume, with the same client id", async () => {
    await joinedRoom({ seq: 1 });
    room.say("hello");
    const { cid } = client.last("say").command;
    room.interrupted();
    await client.last("say").answer({ ok: false, refusal: lostRefusal });
    expect(client.count("say")).toBe(1);
    void room.sync();
    await client.last("join").answer(ok(joined({ resumed: true, seq: 1 })));
    expect(client.count("say")).toBe(2);
    expect(client.last("say").command.cid).toBe(cid);
  });

  it("does not send again what the resume brought", async () => {
    await joinedRoom({ seq: 1 });
    room.say("hello");
    const { cid } = client.last("say").command;
    room.interrupted();
    await client.last("say").answer({ ok: false, refusal: lostRefusal });
    void room.sync();
    await client
      .last("join")
      .answer(ok(joined({ resumed: true, seq: 2, events: [message(2, { m: 1, cid })] })));
    expect(client.count("say")).toBe(1);
    expect(room.writing.outbox.value.list).toEqual([]);
  });

  it("waits after a rate limit and then goes on by itself, in order", async () => {
    await joinedRoom({ seq: 1 });
    room.say("one");
    room.say("two");
    await client.last("say").answer(no("rate_limited", 800));
    expect(client.count("say")).toBe(1);
    await vi.advanceTimersByTimeAsync(801);
    expect(client.last("say").command.body.text).toBe("one");
    await client.last("say").answer(said(2));
    expect(client.last("say").command.body.text).toBe("two");
  });

  it("keeps draft and unsent messages over a reload", async () => {
    await joinedRoom({ seq: 1 });
    room.say("on its way");
    room.writing.keep("half a");
    const again = new Room(roomId, client as unknown as Client, new Drafts(sessionStorage), {
      over,
      heard: () => undefined,
      happened,
      typingAllowed: () => true,
    });
    expect(again.writing.draft).toBe("half a");
    expect(again.writing.outbox.value.list.map((entry) => entry.text)).toEqual(["on its way"]);
  });

  it("tells that one types at most once per 3 s, and not if that is switched off", async () => {
    await joinedRoom({ seq: 1 });
    room.writing.type();
    room.writing.type();
    expect(client.count("typing")).toBe(1);
    vi.advanceTimersByTime(3001);
    room.writing.type();
    expect(client.count("typing")).toBe(2);
  });
});

describe("room: reading back", () => {
  const page = (seqs: readonly number[], more: boolean): Outcome<Reply> =>
    ok({ t: "history", re: 1, room: roomId, events: seqs.map((seq) => message(seq)), more });

  it("asks for what is below the oldest message and puts it on top", async () => {
    await joinedRoom({ seq: 9, older: true, events: [message(8)] });
    const read = room.readOlder();
    expect(client.last("history").command.before).toBe(8);
    await client.last("history").answer(page([6, 7], false));
    expect(await read).toBe(true);
    expect(texts()).toEqual(["text 6", "text 7", "text 8"]);
    expect(await room.readOlder()).toBe(false);
  });

  it("takes the same page only once, however often it was asked for", async () => {
    await joinedRoom({ seq: 9, older: true, events: [message(8)] });
    const reads = [room.readOlder(), room.readOlder()];
    for (const { command, answer } of client.asked) {
      if (command.t === "history") await answer(page([6, 7], true));
    }
    expect(await Promise.all(reads)).toEqual([true, false]);
    expect(texts()).toEqual(["text 6", "text 7", "text 8"]);
  });

  it("reads a large roster page by page", async () => {
    await joinedRoom({ count: 300 });
    const read = room.readRoster(2);
    const members = [member(3)];
    await client
      .last("roster")
      .answer(ok({ t: "roster", re: 1, room: roomId, members, count: 300, next: 3 }));
    expect(await read).toBe(3);
    expect(room.state.value?.members.size).toBe(3);
  });
});

describe("room: the end", () => {
  it("erases everything when it is closed", async () => {
    await joinedRoom({ seq: 1, events: [message(1)] });
    room.writing.keep("a draft");
    room.receive(event("room_closed", 2, { reason: "expired" }));
    expect(room.phase.value).toEqual({ is: "ended", reason: "expired", text: "" });
    expect(room.state.value).toBeNull();
    expect(sessionStorage.length).toBe(0);
    room.writing.keep("typed after the end");
    expect(over).toHaveBeenCalledOnce();
  });
});

describe("room: going out and coming in", () => {
  it("lets go of everything when the person is sent out, and keeps the draft of who may come back", async () => {
    await joinedRoom({ seq: 1, events: [message(1)] });
    room.writing.keep("half a thought");
    room.receive(event("member_left", 2, { m: 1, reason: "kicked", by: "owner" }));
    expect(room.phase.value).toEqual({ is: "out", how: "kicked" });
    expect(room.state.value).toBeNull();
    expect(over).toHaveBeenCalledOnce();
    expect(new Drafts(sessionStorage).load(roomId, noon).text).toBe("half a thought");
    void room.sync();
    expect(client.count("join")).toBe(1);
  });

  it("leaves nothing at all of a room from which one is banned", async () => {
    await joinedRoom({ seq: 1 });
    room.writing.keep("half a thought");
    room.receive(event("member_left", 2, { m: 1, reason: "banned", by: "owner" }));
    expect(room.phase.value).toEqual({ is: "out", how: "banned" });
    expect(sessionStorage.length).toBe(0);
  });

  it("holds nothing of a room into which a resume no longer leads", async () => {
    await joinedRoom({ seq: 1, events: [message(1)] });
    void room.sync();
    await client.last("join").answer(no("password_wrong"));
    expect(room.state.value).toBeNull();
    expect(room.phase.value).toMatchObject({ is: "refused", refusal: { code: "password_wrong" } });
  });

  it("comes in with what is in the hand, and again after an absence", async () => {
    room.ticket = { hidden: true, password: "sesame", invite: null };
    await joinedRoom({ seq: 1 });
    expect(client.last("join").command).toMatchObject({ hidden: true, password: "sesame" });
    void room.sync();
    expect(client.last("join").command).toMatchObject({ resume: { seq: 1 }, password: "sesame" });
  });

  it("does not try the same password again by itself", async () => {
    room.ticket = { hidden: false, password: "wrong", invite: null };
    void room.sync();
    await client.last("join").answer(no("rate_limited", 1000));
    expect(room.phase.value).toMatchObject({ is: "refused" });
    await vi.advanceTimersByTimeAsync(5000);
    expect(client.count("join")).toBe(1);
  });

  it("sends what is answered and who is meant beside the text", async () => {
    await joinedRoom({ seq: 1, events: [message(1)] });
    room.writing.replyTo.value = 1;
    room.say("@Guest 2 yes", [2]);
    expect(client.last("say").command).toMatchObject({
      reply_to: 1,
      mentions: [2],
      body: { text: "@Guest 2 yes" },
    });
    expect(room.writing.replyTo.value).toBeNull();
  });

  it("puts back text and answer of a message that is changed before it went", async () => {
    await joinedRoom({ seq: 1, events: [message(1)] });
    room.writing.replyTo.value = 1;
    room.say("yes");
    await client.last("say").answer(no("text_invalid"));
    const failed = room.writing.outbox.value.list[0];
    room.writing.keep("and more");
    room.writing.takeBack(failed?.cid ?? "");
    expect(room.writing.outbox.value.list).toEqual([]);
    expect(room.writing.offered.value).toBe("yes\nand more");
    expect(room.writing.replyTo.value).toBe(1);
  });

  it("has a change of its owner told to everybody, also to those who do not see the row", async () => {
    await joinedRoom({ seq: 1, members: [member(1, { role: "owner" }), member(2)] });
    room.receive(event("owner_changed", 2, { to: 2, reason: "succession" }));
    expect(happened).toHaveBeenCalledWith("The owner is gone; the room went to Guest 2");
  });

  it("sends a picture again by itself that did not get up for want of a connection", async () => {
    await joinedRoom({ seq: 1 });
    FakeUpload.made = [];
    vi.stubGlobal("XMLHttpRequest", FakeUpload);
    const blob = new Blob(["x"], { type: "image/png" });
    room.writing.attach({ blob, url: "blob:x", name: "cat.png", width: 1, height: 1 });
    room.say("look");
    room.interrupted();
    FakeUpload.made[0]?.onerror?.();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(room.writing.outbox.value.list[0]).toMatchObject({ state: "waiting", problem: null });
    expect(FakeUpload.made).toHaveLength(1);
    void room.sync();
    await client.last("join").answer(ok(joined({ seq: 1, resumed: true })));
    expect(FakeUpload.made).toHaveLength(2);
    vi.unstubAllGlobals();
  });
});
