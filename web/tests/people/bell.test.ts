// @vitest-environment happy-dom
import { type Signal, signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { attentive } from "../../src/app/attention";
import type { Client } from "../../src/connection/client";
import { Bell } from "../../src/inbox/bell";
import { Inbox } from "../../src/inbox/inbox";
import type { Room } from "../../src/rooms/room";
import { joined, message, roomId } from "../builders";
import { FakeClient, no, ok, settle } from "../fake_client";

const [tea, film] = [
  { id: "1".repeat(17), name: "Tea" },
  { id: "2".repeat(17), name: "Film" },
];
const by = { m: 0, name: "Ann", avatar: "a3", kind: "user" } as const;
const notice = (seq: number, what: object) =>
  message(seq, { by, body: { notice: what }, expires_at: Date.now() + 3_600_000 });
const mention = (seq: number, room = tea) => notice(seq, { kind: "mention", room, target: seq });

let client: FakeClient;
let inbox: Inbox;
let bell: Bell;
let shown: Signal<Room | undefined>;
let unread: Signal<number>;

beforeEach(async () => {
  client = new FakeClient();
  inbox = new Inbox(client as unknown as Client, { came: () => undefined });
  shown = signal<Room | undefined>(undefined);
  unread = signal(0);
  attentive.value = true;
  const room = { id: tea.id, unread } as unknown as Room;
  bell = new Bell(inbox, { shown, find: (id) => (id === tea.id ? room : undefined) });
  bell.run();
  inbox.welcomed(roomId);
  void inbox.sync();
  await client.last("join").answer(ok(joined({ reads: [{ m: 1, target: 0 }] })));
});

const look = (id: string) => {
  shown.value = { id } as unknown as Room;
};

describe("the bell", () => {
  it("counts what was not seen, whatever page that was on", () => {
    inbox.receive(mention(1));
    inbox.receive(notice(2, { kind: "friend_request", name: "ann" }));
    expect(bell.fresh.value.length).toBe(2);
    inbox.receive({ t: "read", room: roomId, m: 1, target: 1 });
    expect(bell.fresh.value.map(({ seq }) => seq)).toEqual([2]);
  });

  it("is silent about the room that one looks at, and only while one does", () => {
    inbox.receive(notice(1, { kind: "offer", room: tea }));
    look(tea.id);
    expect(bell.fresh.value).toEqual([]);
    attentive.value = false;
    expect(bell.fresh.value.length).toBe(1);
  });

  it("adds nothing to the title for a message that is counted as unread already", () => {
    inbox.receive(mention(1));
    inbox.receive(mention(2, film));
    expect(bell.unheard.value).toBe(2);
    unread.value = 1;
    expect(bell.unheard.value).toBe(1);
  });

  it("takes a mention away when the room it is in is looked at, once", async () => {
    inbox.receive(mention(1));
    inbox.receive(mention(2, film));
    expect(client.count("delete")).toBe(0);
    look(tea.id);
    expect(client.last("delete").command).toMatchObject({ room: roomId, target: 1 });
    inbox.receive(notice(3, { kind: "friend_request", name: "ann" }));
    expect(client.count("delete")).toBe(1);
    await client.last("delete").answer(no("lost"));
    await settle();
    inbox.receive(mention(4));
    expect(client.asked.filter(({ command }) => command.t === "delete").length).toBe(3);
  });

  it("does not take away what the room on screen is asked for", () => {
    look(tea.id);
    inbox.receive(notice(1, { kind: "offer", room: tea }));
    inbox.receive(notice(2, { kind: "knock", room: tea, count: 1 }));
    expect(client.count("delete")).toBe(0);
  });
});
