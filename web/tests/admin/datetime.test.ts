import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { announceAtMostMs, fromField, readSpan, toField } from "../../src/admin/app/datetime";

describe("times in fields of a form", () => {
  const zone = process.env.TZ;
  beforeEach(() => {
    process.env.TZ = "Europe/Berlin";
  });
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("are in the zone of whoever looks, summer and winter", () => {
    expect(toField(Date.UTC(2026, 6, 1, 12, 30))).toBe("2026-07-01T14:30");
    expect(toField(Date.UTC(2026, 11, 1, 12, 30))).toBe("2026-12-01T13:30");
    expect(fromField("2026-07-01T14:30")).toBe(Date.UTC(2026, 6, 1, 12, 30));
    expect(fromField("2026-12-01T13:30:00")).toBe(Date.UTC(2026, 11, 1, 12, 30));
  });

  it("come back to the minute", () => {
    for (const at of [Date.UTC(2026, 0, 1), Date.UTC(2026, 2, 29, 0, 59), Date.UTC(2027, 11, 31, 23, 59)]) {
      expect(fromField(toField(at))).toBe(at);
    }
  });

  it("are nothing where nothing usable is typed", () => {
    for (const typed of [
      "",
      "tomorrow",
      "2026-02-31T10:00",
      "2026-13-01T10:00",
      "2026-01-01T24:00",
      "2026-01-01",
    ]) {
      expect(fromField(typed), typed).toBeNull();
    }
  });

  it("move on over the hour that is left out in spring", () => {
    expect(fromField("2026-03-29T02:30")).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });
});

describe("from when until when an announcement is shown", () => {
  const now = new Date(2026, 5, 1, 12, 0).getTime();
  const field = (ms: number) => toField(now + ms);
  const hour = 3_600_000;

  it("begins now if nothing is said, and ends when it is said", () => {
    expect(readSpan("", field(hour), now)).toEqual({ ok: true, from: null, until: now + hour });
    expect(readSpan(field(hour), field(2 * hour), now)).toEqual({
      ok: true,
      from: now + hour,
      until: now + 2 * hour,
    });
  });

  it("has an end, after its beginning, and at most 30 days from now", () => {
    expect(readSpan("", "", now)).toMatchObject({ ok: false, field: "until" });
    expect(readSpan("soon", field(hour), now)).toMatchObject({ ok: false, field: "from" });
    expect(readSpan(field(hour), field(hour), now)).toMatchObject({ ok: false, field: "until" });
    expect(readSpan(field(-2 * hour), field(-hour), now)).toMatchObject({ ok: false, field: "until" });
    expect(readSpan("", toField(now + announceAtMostMs + hour), now)).toMatchObject({ ok: false });
    expect(readSpan("", toField(now + announceAtMostMs - hour), now)).toMatchObject({ ok: true });
  });
});
