import { describe, expect, it } from "vitest";
import { decode } from "../../src/wire/decode";
import { roomEvents } from "../../src/wire/events";
import { integer, list, optional, orNull, record, text } from "../../src/wire/shape";
import { card, event, joined, member, message } from "../builders";

describe("decoding", () => {
  it.each(["", "{", "[]", "null", "5", '{"t":5}', '{"x":1}'])("ignores %j", (raw) => {
    expect(decode(raw).is).toBe("unknown");
  });

  it("ignores frames of types that it does not know, and fields too", () => {
    expect(decode('{"t":"fireworks"}').is).toBe("unknown");
    expect(decode('{"t":"constructor"}').is).toBe("unknown");
    expect(decode(JSON.stringify({ ...message(1), sparkle: 1 })).is).toBe("event");
  });

  it("does not let a malformed frame through as an event", () => {
    expect(decode(JSON.stringify({ ...message(1), seq: "1" })).is).toBe("unknown");
    expect(decode(JSON.stringify({ ...message(1), by: null })).is).toBe("unknown");
  });

  it("still tells which command a malformed reply belongs to", () => {
    expect(decode('{"t":"said","re":7}')).toEqual({ is: "unknown", re: 7 });
  });

  it("takes a body of another shape, for it is shown as such", () => {
    expect(decode(JSON.stringify({ ...message(1), body: { sealed: "…" } })).is).toBe("event");
  });
});

describe("shapes", () => {
  const shape = record({ a: integer(1, 9), b: optional(text(1, 2)), c: orNull(list(text())) });

  it("say where the problem is", () => {
    expect(shape.problem({ a: 0, c: null }, "x", "lenient")).toContain("x.a");
    expect(shape.problem({ a: 1, c: ["", 5] }, "x", "lenient")).toContain("x.c[1]");
    expect(shape.problem({ a: 1 }, "x", "lenient")).toContain("x.c: missing");
  });

  it("mind unknown fields only where they are read exactly", () => {
    expect(shape.problem({ a: 1, c: null, d: 1 }, "x", "lenient")).toBeNull();
    expect(shape.problem({ a: 1, c: null, d: 1 }, "x", "exact")).toContain("x.d");
  });

  it("count code points", () => {
    expect(shape.problem({ a: 1, b: "👍👍", c: null }, "x", "exact")).toBeNull();
    expect(shape.problem({ a: 1, b: "abc", c: null }, "x", "exact")).not.toBeNull();
  });

  it("do not take inherited properties for fields", () => {
    expect(record({ toString: text() }).problem({}, "x", "lenient")).toContain("missing");
  });
});

describe("a server of another version", () => {
  const decodedCard = (part: object) => {
    const { kind, entry, speech, guests, locked, slow_ms, ...old } = card();
    const raw = JSON.stringify({ t: "rooms", re: 1, total: 1, rooms: [{ ...old, ...part }] });
    const decoded = decode(raw);
    if (decoded.is !== "reply" || decoded.reply.t !== "rooms") throw new Error("not understood");
    return decoded.reply.rooms[0];
  };

  it("that is older says nothing of doors: they are open", () => {
    expect(decodedCard({})).toEqual(card());
  });

  it("that is newer may use words that are not known here: they are read as the careful ones", () => {
    const read = decodedCard({ message_life: "2h", life: "30d", listing: "friends", entry: "magic" });
    expect(read).toMatchObject({ message_life: "5m", life: "empty", listing: "unlisted", entry: "open" });
    const role = decode(
      JSON.stringify(event("member_joined", 1, { member: member(2) })).replace('member","st', 'czar","st'),
    );
    expect(role).toMatchObject({ is: "event", event: { member: { role: "member" } } });
  });

  it("still has to send words, not something else", () => {
    expect(() => decodedCard({ life: 5 })).toThrow("not understood");
  });

  it("may send room events of a kind that is not known: the room moves on past them", () => {
    const strange = { ...event("gap", 9, { from: 9, expired: 3 }), t: "fireworks" };
    expect(decode(JSON.stringify(strange))).toMatchObject({
      is: "event",
      event: { t: "gap", seq: 9, from: 9, expired: 0 },
    });
    const raw = JSON.stringify(joined({ resumed: true, seq: 9, events: [message(8), strange as never] }));
    const reply = decode(raw);
    expect(reply).toMatchObject({
      is: "reply",
      reply: { events: [{ t: "message" }, { t: "gap", expired: 0 }] },
    });
  });

  it("is not believed a known event of another shape", () => {
    const raw = JSON.stringify(joined({ events: [{ ...message(1), by: null } as never] }));
    expect(decode(raw)).toEqual({ is: "unknown", re: 1 });
  });

  it("is read exactly in tests: words that are not known fail there", () => {
    expect(
      roomEvents.member_joined.problem(event("member_joined", 1, { member: member(1) }), "x", "exact"),
    ).toBeNull();
    const wrong = event("member_joined", 1, { member: { ...member(1), role: "czar" as "owner" } });
    expect(roomEvents.member_joined.problem(wrong, "x", "exact")).toContain("role");
  });
});
