import { describe, expect, it } from "vitest";
import { nextRegion } from "../../src/admin/app/presence";
import { parsePlace, placeAfterLogin } from "../../src/admin/app/router";
import { figure, levels, readRoomId, untilWords } from "../../src/admin/app/words";
import { consequence, possibleActs } from "../../src/admin/pages/complaints/act_dialog";
import { insertTemplate, textProblem } from "../../src/admin/pages/complaints/write_forms";
import { changeOf, changeWords } from "../../src/admin/pages/settings_page";
import { roomId } from "../builders";
import { aCase } from "./fake_server";

describe("addresses of administration", () => {
  it("lead to their pages, with or without a slash at the end", () => {
    expect(parsePlace("/admin")).toEqual({ page: "overview" });
    expect(parsePlace("/admin/")).toEqual({ page: "overview" });
    expect(parsePlace("/admin/complaints?state=new")).toEqual({ page: "complaints", query: "state=new" });
    expect(parsePlace("/admin/complaints/c1")).toEqual({ page: "complaint", id: "c1" });
    expect(parsePlace("/admin/people?name=ann")).toEqual({ page: "people", name: "ann" });
    expect(parsePlace("/admin/audit/")).toEqual({ page: "audit" });
    expect(parsePlace("/admin/elsewhere")).toEqual({ page: "missing" });
    expect(parsePlace("/administrator")).toEqual({ page: "missing" });
  });

  it("are places to come back to only if they are pages of administration", () => {
    expect(placeAfterLogin({ place: "/admin/complaints/c1" })).toBe("/admin/complaints/c1");
    expect(placeAfterLogin({ place: "/admin/complaints?kind=bug" })).toBe("/admin/complaints?kind=bug");
    for (const state of [
      null,
      {},
      { place: 1 },
      { place: "/admin/login" },
      { place: "//evil.example/admin" },
      { place: "/r/x" },
    ]) {
      expect(placeAfterLogin(state)).toBe("/admin");
    }
  });
});

describe("F6", () => {
  it("goes around the regions, and with Shift the other way", () => {
    expect([-1, 0, 1, 2].map((present) => nextRegion(3, present, false))).toEqual([0, 1, 2, 0]);
    expect([-1, 0, 1, 2].map((present) => nextRegion(3, present, true))).toEqual([2, 2, 0, 1]);
  });
});

describe("words of administration", () => {
  it("finds a room's id in its link and alone, and in nothing else", () => {
    expect(readRoomId(roomId)).toBe(roomId);
    expect(readRoomId(` https://chat.example/r/${roomId}#i.abc `)).toBe(roomId);
    expect(readRoomId(`https://chat.example/r/${roomId}/`)).toBe(roomId);
    for (const typed of ["", "tea", `${roomId}x`, `/media/${roomId.slice(1)}`])
      expect(readRoomId(typed)).toBeNull();
  });

  it("says unknown for what is not known, and 0 for 0", () => {
    expect(figure(null)).toBe("unknown");
    expect(figure(undefined)).toBe("unknown");
    expect(figure(0)).toBe("0");
  });

  it("has words for each level, and for how long something lasts", () => {
    expect(levels.map((each) => each.level)).toEqual([5, 4, 3, 2, 1]);
    expect(untilWords(null)).toBe("for good");
    expect(untilWords(1_440)).toBe("for 1 day");
    expect(untilWords(7)).toBe("for 7 min");
  });

  it("changes only those settings that differ, each in a sentence", () => {
    const now = { emergency_level: 5, registration: true, guests: true };
    expect(changeOf(now, now)).toEqual({});
    const change = changeOf(now, { ...now, emergency_level: 3, guests: false });
    expect(change).toEqual({ emergency_level: 3, guests: false });
    expect(changeWords(change)).toHaveLength(2);
    expect(changeWords(change)[0]).toContain("guests may join rooms but open none");
  });
});

describe("acts on a complaint", () => {
  it("are only those that can be done", () => {
    expect(possibleActs(aCase())).toEqual(["warn", "mute", "suspend", "close_room"]);
    const gone = aCase({ room: { id: roomId, there: false } });
    expect(possibleActs(gone)).toEqual(["warn", "suspend"]);
    const guest = aCase({ subject: { name: "Quiet Otter", kind: "guest", m: 4, account: false } });
    expect(possibleActs(guest)).toEqual(["mute", "close_room"]);
    expect(possibleActs(aCase({ subject: null, room: null }))).toEqual([]);
  });

  it("name what happens and to whom", () => {
    expect(consequence("suspend", "Ann", null)).toMatch(/“Ann” can never log in again/);
    expect(consequence("suspend", "Ann", 60)).toMatch(/“Ann” cannot log in for 1 hour/);
    expect(consequence("mute", "Ann", 10)).toMatch(/“Ann” cannot write in this room for 10 minutes/);
    expect(consequence("close_room", "", null)).toMatch(/closes at once/);
  });

  it("insert a template below what is written already", () => {
    expect(insertTemplate("", "Thank you.")).toBe("Thank you.");
    expect(insertTemplate("Hello Ann,\n", "Thank you.")).toBe("Hello Ann,\n\nThank you.");
    expect(textProblem("  ")).not.toBeNull();
    expect(textProblem("", true)).toBeNull();
    expect(textProblem("😀".repeat(4_000))).toBeNull();
    expect(textProblem("x".repeat(4_001))).not.toBeNull();
  });
});
