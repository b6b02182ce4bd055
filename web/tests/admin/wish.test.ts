import { describe, expect, it } from "vitest";
import { toField } from "../../src/admin/app/datetime";
import { emptyForm, formOf, readChange, readForm } from "../../src/admin/pages/rooms/wish";
import type { Official } from "../../src/admin/wire/shapes";
import { roomId } from "../builders";

const opens = new Date(2026, 5, 1, 18, 0).getTime();
const closes = new Date(2026, 5, 1, 20, 0).getTime();
const concert: Official = {
  id: roomId,
  official: "special",
  name: "Concert",
  topic: "Live",
  count: 3,
  opens_at: opens,
  expires_at: closes,
  capacity: 100,
  there: true,
};

describe("the form of an official room", () => {
  it("asks for the fields of its kind and no others", () => {
    const typed = { ...emptyForm, name: " Tea ", region: "Europe", opens_at: toField(opens), capacity: "10" };
    expect(readForm(typed)).toEqual({ ok: true, wish: { kind: "global", name: "Tea" } });
    expect(readForm({ ...typed, kind: "regional" })).toEqual({
      ok: true,
      wish: { kind: "regional", name: "Tea", region: "Europe" },
    });
    expect(readForm({ ...typed, kind: "special", topic: "Green" })).toEqual({
      ok: true,
      wish: { kind: "special", name: "Tea", topic: "Green", opens_at: opens, capacity: 10 },
    });
  });

  it("says which field is wrong", () => {
    const typed = { ...emptyForm, kind: "special", name: "Tea" } as const;
    expect(readForm({ ...typed, name: " " })).toMatchObject({ field: "name" });
    expect(readForm({ ...typed, name: "x".repeat(49) })).toMatchObject({ field: "name" });
    expect(readForm({ ...typed, name: "😀".repeat(48) })).toMatchObject({ ok: true });
    expect(readForm({ ...typed, kind: "regional" })).toMatchObject({ field: "region" });
    expect(readForm({ ...typed, capacity: "many" })).toMatchObject({ field: "capacity" });
    expect(readForm({ ...typed, capacity: "1" })).toMatchObject({ field: "capacity" });
    const backwards = { ...typed, opens_at: toField(closes), closes_at: toField(opens) };
    expect(readForm(backwards)).toMatchObject({ field: "closes_at" });
  });

  it("changes only what differs, and never the kind", () => {
    const before = formOf(concert);
    expect(readChange(before, before)).toEqual({ ok: true, wish: {} });
    expect(readChange(before, { ...before, name: "Recital" })).toEqual({
      ok: true,
      wish: { name: "Recital" },
    });
    expect(readChange(before, { ...before, topic: "" })).toEqual({ ok: true, wish: { topic: "" } });
    const later = toField(closes + 3_600_000);
    expect(readChange(before, { ...before, closes_at: later })).toEqual({
      ok: true,
      wish: { closes_at: closes + 3_600_000 },
    });
  });

  it("leaves seconds that a field cannot show as they are", () => {
    const before = formOf({ ...concert, opens_at: opens + 30_123 });
    expect(readChange(before, before)).toEqual({ ok: true, wish: {} });
  });

  it("says that a time cannot be taken out again", () => {
    const before = formOf(concert);
    expect(readChange(before, { ...before, capacity: "" })).toMatchObject({ ok: false, field: "capacity" });
    expect(readChange(before, { ...before, opens_at: "" })).toMatchObject({ ok: false, field: "opens_at" });
  });
});
