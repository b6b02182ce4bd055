// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Announcements } from "../../src/announcements/announcements";
import { dismissedKey, readDismissed, writeDismissed } from "../../src/announcements/dismissed";
import { shownHere } from "../../src/announcements/shown";
import { secondHand } from "../../src/time/server_clock";
import { type Announcement, announcements as shape } from "../../src/wire/announcements";
import { decode } from "../../src/wire/decode";
import { fits } from "../../src/wire/shape";
import { hour, noon, roomId } from "../builders";

const announcement = (id: string, part: Partial<Announcement> = {}): Announcement => ({
  id,
  text: `text ${id}`,
  scope: "all",
  region: null,
  room: null,
  from: noon,
  until: noon + hour,
  ...part,
});
const europe = announcement("e", { scope: "region", region: "Europe" });
const tea = announcement("t", { scope: "room", room: roomId });
const nowhere = { region: "", room: null };
const ids = (list: readonly Announcement[]) => list.map(({ id }) => id).join("");
const none: ReadonlySet<string> = new Set();

describe("an announcement", () => {
  it("for all is shown everywhere, one for a region to its people, one for a room in it", () => {
    const all = [announcement("a"), europe, tea];
    expect(ids(shownHere(all, nowhere, none, noon))).toBe("a");
    expect(ids(shownHere(all, { region: "Europe", room: null }, none, noon))).toBe("ae");
    expect(ids(shownHere(all, { region: "Asia", room: roomId }, none, noon))).toBe("at");
  });

  it("is nobody's without its region or room, and with a scope that is not known", () => {
    const odd = [
      announcement("x", { scope: "region" }),
      announcement("y", { scope: "room" }),
      announcement("z", { scope: "unknown" }),
    ];
    expect(shownHere(odd, nowhere, none, noon)).toEqual([]);
  });

  it("is shown from its beginning until its end, the newest first", () => {
    const later = announcement("b", { from: noon + 1 });
    expect(ids(shownHere([announcement("a"), later], nowhere, none, noon))).toBe("a");
    expect(ids(shownHere([announcement("a"), later], nowhere, none, noon + 1))).toBe("ba");
    expect(ids(shownHere([announcement("a"), later], nowhere, none, noon + hour))).toBe("");
  });

  it("of a newer server is read with the scope nobody", () => {
    const newer: unknown = { announcements: [{ ...announcement("a"), scope: "galaxy" }] };
    expect(fits(shape, newer) && newer.announcements[0]?.scope).toBe("unknown");
  });

  it("comes over the socket as the whole list", () => {
    const frame = JSON.stringify({ t: "announcements", announcements: [announcement("a")] });
    expect(decode(frame)).toMatchObject({ is: "event", event: { announcements: [{ id: "a" }] } });
  });
});

describe("what was dismissed", () => {
  it("is kept by its id, and no longer than it would be shown", () => {
    const kept = readDismissed('{"a":5,"b":9,"c":"x"}', 5);
    expect([...kept.keys()]).toEqual(["b"]);
    expect(writeDismissed(kept)).toBe('{"b":9}');
    expect(writeDismissed(new Map())).toBeNull();
    for (const raw of [null, "", "{", "[]", "5"]) expect(readDismissed(raw, 0).size).toBe(0);
  });
});

describe("the announcements of the page", () => {
  const place = signal<{ region: string; room: string | null }>(nowhere);
  beforeEach(() => {
    localStorage.clear();
    place.value = nowhere;
    secondHand.value = Date.now();
  });
  afterEach(() => vi.unstubAllGlobals());
  const fresh = (id: string, part: Partial<Announcement> = {}) =>
    announcement(id, { from: Date.now() - hour, until: Date.now() + hour, ...part });
  const make = (live = false) =>
    new Announcements(
      () => place.value,
      () => live,
    );

  it("store nothing until one is dismissed, and do not show that one again, here or in another window", () => {
    const here = make();
    here.take([fresh("a"), fresh("b")]);
    expect(localStorage.length).toBe(0);
    const first = here.shown.value[0];
    if (first) here.dismiss(first);
    expect(here.shown.value).toHaveLength(1);
    const there = make();
    there.take([fresh("a"), fresh("b")]);
    expect(ids(there.shown.value)).toBe(ids(here.shown.value));
    expect(localStorage.getItem(dismissedKey)).not.toContain("text");
  });

  it("follow the room that one looks at and the region that one picks", () => {
    const here = make();
    here.take([
      fresh("e", { scope: "region", region: "Europe" }),
      fresh("t", { scope: "room", room: roomId }),
    ]);
    expect(ids(here.shown.value)).toBe("");
    place.value = { region: "Europe", room: null };
    expect(ids(here.shown.value)).toBe("e");
    place.value = { region: "", room: roomId };
    expect(ids(here.shown.value)).toBe("t");
  });

  it("are asked for where no socket tells them, and stay as they are when that fails", async () => {
    const list = { announcements: [fresh("a")] };
    vi.stubGlobal("fetch", async () => new Response(JSON.stringify(list)));
    const here = make(true);
    await here.refresh();
    expect(ids(here.shown.value)).toBe("a");
    vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
    await here.refresh();
    expect(ids(here.shown.value)).toBe("a");
  });
});
