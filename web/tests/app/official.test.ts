// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Client } from "../../src/connection/client";
import { Directory } from "../../src/directory/directory";
import { merge } from "../../src/directory/listing";
import { everyOfficial, kindsOf, officialRooms, regionsOf } from "../../src/directory/official";
import { badgesOf, officialWords } from "../../src/pages/landing/room_list";
import { doorOf } from "../../src/pages/room/door/doors";
import { roomEndWords } from "../../src/time/lives";
import { opensWords, whenWords } from "../../src/time/local";
import { fits } from "../../src/wire/shape";
import { card as cardShape } from "../../src/wire/shapes";
import { card, hour, noon } from "../builders";

const id = (n: number) => `${n}`.padStart(17, "0");
const always = { life: "always", message_life: "24h" } as const;
const world = card({ id: id(1), name: "World", official: "global", ...always });
const europe = card({ id: id(2), name: "Europe", official: "regional", region: "Europe", ...always });
const asia = card({ id: id(3), name: "Asia", official: "regional", region: "Asia", ...always });
const party = card({
  id: id(4),
  name: "Party",
  official: "special",
  opens_at: noon + hour,
  expires_at: noon + 2 * hour,
  capacity: 50,
  ...always,
});
const plain = card({ id: id(5), active_at: noon + hour });
const all = [world, europe, asia, party, plain];
const names = (cards: readonly { name: string }[]) => cards.map(({ name }) => name);

describe("official rooms", () => {
  it("are listed with one's own region first, and other regions last", () => {
    expect(names(officialRooms(all, everyOfficial, "Asia"))).toEqual(["Asia", "World", "Party", "Europe"]);
    expect(names(officialRooms(all, everyOfficial, ""))).toEqual(["World", "Party", "Europe", "Asia"]);
  });

  it("are found by kind, and by region without losing those of everybody", () => {
    expect(names(officialRooms(all, { kind: "special", region: "" }, ""))).toEqual(["Party"]);
    expect(names(officialRooms(all, { kind: "all", region: "Asia" }, ""))).toEqual([
      "Asia",
      "World",
      "Party",
    ]);
    expect(names(officialRooms(all, { kind: "regional", region: "Asia" }, ""))).toEqual(["Asia"]);
  });

  it("offer the regions that have a room, one's own first, and only kinds that are there", () => {
    expect(regionsOf(all, "")).toEqual(["Asia", "Europe"]);
    expect(regionsOf(all, "Europe")).toEqual(["Europe", "Asia"]);
    expect(regionsOf([plain, world], "Europe")).toEqual([]);
    expect(kindsOf(all)).toEqual(["all", "global", "regional", "special"]);
    expect(kindsOf([world, plain])).toEqual([]);
  });

  it("come first in every list", () => {
    expect(merge([plain], [world], []).map((each) => each.id)).toEqual([world.id, plain.id]);
  });

  it("carry a badge that says whose they are", () => {
    expect(badgesOf(world)[0]?.words).toBe("Official");
    expect(officialWords(europe)).toBe("Official, Europe");
    expect(officialWords(party)).toBe("Official, special");
    expect(badgesOf(plain)).toEqual([]);
  });

  it("say how long they are there", () => {
    expect(roomEndWords(world)).toBe("is always there");
    expect(roomEndWords(party)).toBe("is erased when it closes");
  });

  it("of a kind that is not known are official all the same", () => {
    const newer: unknown = { ...world, official: "lunar" };
    expect(fits(cardShape, newer) && newer.official).toBe("global");
    const older: unknown = { ...plain, region: null, opens_at: null, capacity: null };
    expect(fits(cardShape, older)).toBe(true);
  });
});

describe("the door of a room that is to open", () => {
  const none = { is: "none" } as const;

  it("is shut until then, and open from then on", () => {
    expect(doorOf(party, none, null, true, noon)).toEqual({ is: "not_open" });
    expect(doorOf(party, none, null, true, noon + hour)).toEqual({ is: "open" });
  });

  it("believes the server before its own clock", () => {
    const refusal = { code: "not_open", text: "", retryAfterMs: 5 };
    expect(doorOf(party, none, refusal, true, noon + hour)).toEqual({ is: "not_open" });
    expect(doorOf(party, none, { ...refusal, code: "room_full" }, true, noon)).toEqual({ is: "full" });
  });

  it("says the time alone today, and the day with it otherwise", () => {
    expect(opensWords(noon + 60_000, noon)).toMatch(/^opens at \d/);
    expect(opensWords(noon + 48 * hour, noon)).toMatch(/^opens on .+ at \d/);
    expect(whenWords(noon + 60_000, noon)).toMatch(/^\d[^,]*$/);
    expect(whenWords(noon + 48 * hour, noon)).toContain(",");
  });
});

describe("the list of the start page", () => {
  afterEach(() => vi.unstubAllGlobals());
  const client = { live: false, request: () => Promise.resolve({ ok: true }) } as unknown as Client;

  it("keeps the official rooms in their part while one searches below them", async () => {
    const answers = [[world, plain], [plain]];
    vi.stubGlobal("fetch", async () => {
      const rooms = answers.shift() ?? [];
      return new Response(JSON.stringify({ rooms, total: rooms.length }));
    });
    const directory = new Directory(client);
    directory.show();
    await vi.waitFor(() => expect(directory.listing.value?.rooms).toHaveLength(2));
    expect(directory.official.value.map((each) => each.id)).toEqual([world.id]);
    directory.search("tea");
    await vi.waitFor(() => expect(directory.listing.value?.rooms).toHaveLength(1));
    expect(directory.official.value.map((each) => each.id)).toEqual([world.id]);
    directory.changed({ t: "rooms_changed", rooms: [{ ...world, count: 9 }], gone: [] });
    expect(directory.official.value[0]?.count).toBe(9);
    directory.changed({ t: "rooms_changed", rooms: [], gone: [world.id] });
    expect(directory.official.value).toEqual([]);
    directory.hide();
  });
});
