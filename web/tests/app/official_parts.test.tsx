// @vitest-environment happy-dom
import { type Signal, signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type App, AppContext } from "../../src/app/app";
import { prefer, preferences, preferencesKey } from "../../src/app/preferences";
import { OfficialRooms } from "../../src/pages/landing/official_rooms";
import { NotOpen } from "../../src/pages/room/door/not_open";
import type { Entry } from "../../src/pages/room/door/use_entry";
import { secondHand } from "../../src/time/server_clock";
import { AnnouncementBanner } from "../../src/ui/announcement_banner";
import type { Card, Person } from "../../src/wire/shapes";
import { card, hour, noon } from "../builders";

const root = document.createElement("div");
beforeEach(() => {
  localStorage.clear();
  prefer({ region: "" });
  document.body.append(root);
});
afterEach(async () => {
  await act(() => render(null, root));
  vi.useRealTimers();
});
const show = (app: object, what: preact.ComponentChild) =>
  act(() => render(<AppContext.Provider value={app as App}>{what}</AppContext.Provider>, root));
const names = () => [...root.querySelectorAll(".room-name")].map((each) => each.textContent);
const id = (n: number) => `${n}`.padStart(17, "0");

describe("the official rooms of the start page", () => {
  const regional = (n: number, region: string) =>
    card({ id: id(n), name: region, official: "regional", region, life: "always" });
  const rooms: Signal<readonly Card[]> = signal([
    card({ id: id(1), name: "World", official: "global", life: "always" }),
    regional(2, "Europe"),
    regional(3, "Asia"),
  ]);
  const you = signal<Person | null>(null);
  const account = signal("");
  const app = {
    you,
    directory: { official: rooms },
    get region() {
      return you.value?.kind === "user" ? account : { value: preferences.value.region };
    },
  };
  const pick = (region: string) =>
    act(() => {
      const select = root.querySelector("select");
      if (!select) throw new Error("no regions");
      select.value = region;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });

  it("remember the region that a visitor picks, show it first, and forget it when told so", async () => {
    await show(app, <OfficialRooms />);
    expect(names()).toEqual(["World", "Europe", "Asia"]);
    expect(root.textContent).not.toContain("comes first");
    await pick("Asia");
    expect(names()).toEqual(["Asia", "World"]);
    expect(localStorage.getItem(preferencesKey)).toContain('"region":"Asia"');
    await pick("");
    expect(names()).toEqual(["Asia", "World", "Europe"]);
    const forget = [...root.querySelectorAll("button")].find((each) => each.textContent === "Forget it");
    await act(() => forget?.click());
    expect(names()).toEqual(["World", "Europe", "Asia"]);
    expect(localStorage.getItem(preferencesKey)).not.toContain("region");
  });

  it("follow the account of a user, and write nothing into the browser", async () => {
    you.value = { name: "Ann", avatar: "a1", kind: "user" };
    account.value = "Europe";
    await show(app, <OfficialRooms />);
    expect(names()).toEqual(["Europe", "World", "Asia"]);
    localStorage.clear();
    await pick("Asia");
    expect(names()).toEqual(["Asia", "World"]);
    expect(localStorage.length).toBe(0);
    you.value = null;
  });
});

describe("the door of a room that is to open", () => {
  const evening = card({ name: "Evening", official: "special", opens_at: noon + hour, capacity: 5 });
  const app = {
    you: signal(null),
    inbox: { state: signal(null) },
    bell: { fresh: signal([]) },
    me: { account: signal(null) },
  };
  const make = () => {
    const join = vi.fn();
    const entry: Entry = {
      answer: null,
      refusal: null,
      until: null,
      busy: false,
      hidden: false,
      choose: () => undefined,
      join,
      knock: () => undefined,
    };
    return { join, door: <NotOpen card={evening} until={noon + hour} entry={entry} /> };
  };
  const clock = (at: number) =>
    act(() => {
      secondHand.value = at;
    });
  beforeEach(() => {
    secondHand.value = noon;
  });

  it("counts down, and brings in whoever waits, once and not before", async () => {
    const { join, door } = make();
    await show(app, door);
    expect(root.querySelector(".opens-in")?.textContent).toBe("in 1 h");
    await clock(noon + hour - 89_000);
    expect(root.querySelector(".opens-in")?.textContent).toBe("in 1 min 29 s");
    expect(join).not.toHaveBeenCalled();
    await clock(noon + hour + 2_000);
    await clock(noon + hour + 3_000);
    expect(join).toHaveBeenCalledTimes(1);
  });

  it("lets those stay outside who do not want in by themselves, and offers to join then", async () => {
    const { join, door } = make();
    await show(app, door);
    await act(() => root.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click());
    await clock(noon + hour + 3_000);
    expect(join).not.toHaveBeenCalled();
    const button = [...root.querySelectorAll("button")].find((each) => each.textContent === "Join");
    await act(() => button?.click());
    expect(join).toHaveBeenCalledTimes(1);
  });
});

describe("the banner of announcements", () => {
  it("shows one at a time, says how many come after it, and is put away by its button", async () => {
    const texts = ["first", "second"].map((text) => ({ id: text, text }));
    const shown = signal(texts);
    const dismiss = vi.fn(({ id: gone }: { id: string }) => {
      shown.value = shown.value.filter((each) => each.id !== gone);
    });
    await show({ announcements: { shown, dismiss } }, <AnnouncementBanner />);
    expect(root.querySelector("[role=status]")?.textContent).toContain("first 1 more after this");
    await act(() => root.querySelector("button")?.click());
    expect(root.querySelector("[role=status]")?.textContent).toBe("second");
    await act(() => root.querySelector("button")?.click());
    expect(root.querySelector("[role=status]")).toBeNull();
    expect(dismiss).toHaveBeenCalledTimes(2);
  });
});
