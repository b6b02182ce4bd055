// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type App, AppContext } from "../../src/app/app";
import { type Entry, useEntry } from "../../src/pages/room/door/use_entry";
import type { Knocking } from "../../src/rooms/knocking";
import { noon, roomId } from "../builders";

describe("the door of a room", () => {
  const root = document.createElement("div");
  beforeEach(() => vi.stubGlobal("fetch", () => Promise.reject(new Error("no network in this test"))));
  afterEach(() => {
    render(null, root);
    vi.unstubAllGlobals();
  });

  it("takes a second knock after the first one ran out, was declined or called back", async () => {
    const knocking = signal<Knocking | null>(null);
    const knock = vi.fn(async () => {
      knocking.value = { is: "waiting", expiresAt: noon };
      return null;
    });
    const me = { account: signal(null) };
    const app = { me, knocks: { at: () => knocking.value, forget: () => undefined }, knock };
    const seen: { entry: Entry | null } = { entry: null };
    function Door() {
      seen.entry = useEntry(roomId, undefined);
      return null;
    }
    await act(() =>
      render(
        <AppContext.Provider value={app as unknown as App}>
          <Door />
        </AppContext.Provider>,
        root,
      ),
    );
    expect(seen.entry?.busy).toBe(false);
    for (const end of ["expired", "denied", "waiting"] as const) {
      await act(() => seen.entry?.knock("It is me"));
      expect(seen.entry?.busy).toBe(true);
      await act(() => {
        knocking.value = end === "waiting" ? { is: end, expiresAt: noon } : { is: end };
      });
      await act(() => {
        knocking.value = null;
      });
      expect(seen.entry?.busy, end).toBe(false);
    }
    expect(knock).toHaveBeenCalledTimes(3);
  });
});
