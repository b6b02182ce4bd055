// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { roomNameFor } from "../../src/app/app";
import { type Key, keys } from "../../src/app/keys";
import { close, onEscape, open, overlay, runEscape } from "../../src/app/overlays";
import { preferencesKey, readPreferences } from "../../src/app/preferences";
import { parsePath } from "../../src/app/router";
import { titleWords } from "../../src/app/title";
import { drawAvatar } from "../../src/avatars/draw";
import { byActivity, matches, merge } from "../../src/directory/listing";
import { messageLivesFor } from "../../src/pages/axes/wish";
import { byRank } from "../../src/pages/room/roster";
import { handling } from "../../src/sw/routes";
import { heardClock, resetClock, serverNow } from "../../src/time/server_clock";
import { card, member, noon, roomId } from "../builders";

describe("addresses of the page", () => {
  it("knows the start page, rooms and the pages of accounts, and nothing else", () => {
    expect(parsePath("/")).toEqual({ page: "landing" });
    expect(parsePath(`/r/${roomId}`)).toEqual({ page: "room", id: roomId });
    for (const page of ["account", "login", "register", "recovery"]) {
      expect(parsePath(`/${page}`)).toEqual({ page });
    }
    expect(parsePath("/inbox")).toEqual({ page: "inbox" });
    expect(parsePath("/report")).toEqual({ page: "report" });
    expect(parsePath("/complaints")).toEqual({ page: "complaints", id: null });
    expect(parsePath("/complaints/a7F-_3")).toEqual({ page: "complaints", id: "a7F-_3" });
    for (const path of [
      "/inboxes",
      "/r/",
      "/r/short",
      `/r/${roomId}x`,
      "/r/../../etc",
      "/admin",
      "/complaints/a/b",
      "/reports",
    ]) {
      expect(parsePath(path), path).toEqual({ page: "missing" });
    }
  });
});

describe("preferences", () => {
  it("fall back to the system's theme on anything unreadable", () => {
    for (const raw of [null, "", "{", "5", '{"theme":"pink","typing":1}']) {
      expect(readPreferences(raw)).toEqual({ theme: "system", typing: true, region: "" });
    }
    expect(readPreferences('{"theme":"dark","typing":false,"region":"Europe"}')).toEqual({
      theme: "dark",
      typing: false,
      region: "Europe",
    });
  });

  it("are read under the same key before the first paint", () => {
    const script = readFileSync("src/app/theme_first.ts", "utf8");
    expect(script).toContain(`localStorage.getItem("${preferencesKey}")`);
  });
});

describe("title", () => {
  it("tells how much is new and where, and no text of a message", () => {
    expect(titleWords(0, null)).toBe("SecureRoomChat");
    expect(titleWords(3, "Tea")).toBe("(3) Tea · SecureRoomChat");
  });
});

describe("keys", () => {
  const press = (key: string, part: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...part });
  const fitting = (event: KeyboardEvent) =>
    Object.entries<Key>(keys)
      .filter(([, key]) => key.fits(event))
      .map(([name]) => name);

  it("each have a label for the help", () => {
    for (const key of Object.values<Key>(keys)) {
      expect(key.label).not.toBe("");
      expect(key.keys.length).toBeGreaterThan(0);
    }
  });

  it("mean what they say", () => {
    expect(fitting(press("Enter"))).toEqual(["send"]);
    expect(fitting(press("Enter", { shiftKey: true }))).toEqual(["newLine"]);
    expect(fitting(press("k", { ctrlKey: true }))).toEqual(["switcher"]);
    expect(fitting(press("k", { metaKey: true }))).toEqual(["switcher"]);
    expect(fitting(press("ArrowUp", { altKey: true }))).toEqual(["previousRoom"]);
    expect(fitting(press("F6"))).toEqual(["regions"]);
    expect(fitting(press("?", { shiftKey: true }))).toEqual(["help"]);
    expect(fitting(press("a"))).toEqual([]);
  });

  it("Esc is taken by the first that has something to do", () => {
    const did: string[] = [];
    let editing = true;
    const removals = [
      onEscape(2, () => did.push("jump") > 0),
      onEscape(1, () => {
        if (!editing) return false;
        editing = false;
        return did.push("cancel") > 0;
      }),
    ];
    runEscape();
    runEscape();
    for (const remove of removals) remove();
    expect(did).toEqual(["cancel", "jump"]);
    expect(runEscape()).toBe(false);
  });
});

describe("overlays", () => {
  it("are not closed by the late news that an earlier one has closed", () => {
    open("switcher");
    open("rename");
    close("switcher");
    expect(overlay.value).toBe("rename");
    close();
    expect(overlay.value).toBeNull();
  });
});

describe("avatars", () => {
  it("are 64 different pictures, the same each time", () => {
    const names = Array.from({ length: 64 }, (_, n) => `a${n}`);
    expect(new Set(names.map(drawAvatar)).size).toBe(64);
    expect(drawAvatar("a17")).toBe(drawAvatar("a17"));
    expect(drawAvatar("a17")).toMatch(/^data:image\/svg\+xml/);
  });
});

describe("directory", () => {
  const tea = card({ id: "1".repeat(17), name: "Tea", active_at: noon });
  const film = card({ id: "2".repeat(17), name: "Film", topic: "night", active_at: noon + 60_000 });

  it("finds by name and topic in any case", () => {
    expect(matches(film, "NIGHT")).toBe(true);
    expect(matches(tea, "night")).toBe(false);
    expect(matches(tea, "")).toBe(true);
  });

  it("takes changes and removals, busiest first", () => {
    expect(merge([tea], [film, { ...tea, count: 9 }], []).map((room) => [room.name, room.count])).toEqual([
      ["Film", 2],
      ["Tea", 9],
    ]);
    expect(merge([tea, film], [], [film.id])).toEqual([tea]);
  });

  it("has a stable order for rooms that are equally busy", () => {
    const other = { ...tea, id: "0".repeat(17) };
    expect([tea, other].sort(byActivity)).toEqual([other, tea].sort(byActivity));
  });
});

describe("starting a room", () => {
  it("offers no message life beyond the room's own", () => {
    expect(messageLivesFor("1h")).toEqual(["5m", "1h"]);
    expect(messageLivesFor("24h")).toEqual(["5m", "1h", "24h"]);
    expect(messageLivesFor("empty")).toEqual(["5m", "1h", "24h", "7d"]);
  });

  it("names a room after its person without mixing scripts", () => {
    expect(roomNameFor("Zoë 7")).toBe("Zoë 7’s room");
    expect(roomNameFor("Тихая Выдра")).toBe("Тихая Выдра");
  });
});

describe("roster", () => {
  it("lists who runs the room, then who is here, then by name", () => {
    const list = [
      member(4, { name: "Ann", state: "away" }),
      member(3, { name: "Cy" }),
      member(2, { name: "Bo" }),
      member(1, { name: "Zoe", role: "owner" }),
    ];
    expect(list.sort(byRank).map((each) => each.name)).toEqual(["Zoe", "Bo", "Cy", "Ann"]);
  });
});

describe("server clock", () => {
  it("takes the sample with the least delay", () => {
    resetClock();
    heardClock(10_000, 9_000);
    heardClock(11_000, 10_300);
    expect(serverNow(20_000)).toBe(21_000);
    resetClock();
    expect(serverNow(20_000)).toBe(20_000);
  });
});

describe("service worker", () => {
  const origin = "https://chat.example";
  const shell = ["/", "/assets/index-abc.js", "/icons/icon.svg"];
  const how = (path: string, mode = "cors", method = "GET", host = origin) =>
    handling({ method, mode, url: host + path }, origin, shell);

  it("answers pages and the shell's own files", () => {
    expect(how("/", "navigate")).toBe("page");
    expect(how(`/r/${roomId}`, "navigate")).toBe("page");
    for (const page of ["account", "login", "register", "recovery"])
      expect(how(`/${page}`, "navigate")).toBe("page");
    expect(how("/metrics", "navigate")).toBe("network");
    expect(how("/assets/index-abc.js")).toBe("shell");
  });

  it("never touches what is said, other hosts, or anything that changes something", () => {
    expect(how("/api/rooms")).toBe("network");
    expect(how("/api/session", "cors", "POST")).toBe("network");
    expect(how("/ws", "websocket")).toBe("network");
    expect(how(`/r/${roomId}`)).toBe("network");
    expect(how("/", "navigate", "POST")).toBe("network");
    expect(how("/assets/index-abc.js", "cors", "GET", "https://evil.example")).toBe("network");
    expect(how("/assets/index-abc.js?x")).toBe("network");
  });
});
