import { describe, expect, it } from "vitest";
import { Drafts } from "../../src/rooms/drafts";

class MemoryStorage implements Storage {
  private readonly map = new Map<string, string>();
  get length() {
    return this.map.size;
  }
  clear() {
    this.map.clear();
  }
  getItem(key: string) {
    return this.map.get(key) ?? null;
  }
  key(index: number) {
    return [...this.map.keys()][index] ?? null;
  }
  removeItem(key: string) {
    this.map.delete(key);
  }
  setItem(key: string, value: string) {
    this.map.set(key, value);
  }
}

describe("drafts", () => {
  it("come back after a reload, with what was on its way", () => {
    const storage = new MemoryStorage();
    const draft = { text: "half a sent", unsent: [{ cid: "c", text: "said" }] };
    new Drafts(storage).save("room", draft, 1000);
    expect(new Drafts(storage).load("room", 999)).toEqual({ ...draft, until: 1000 });
  });

  it("live no longer than a message of their room", () => {
    const storage = new MemoryStorage();
    const drafts = new Drafts(storage);
    drafts.save("room", { text: "secret", unsent: [] }, 1000);
    expect(drafts.load("room", 1000).text).toBe("");
    drafts.sweep(1000);
    expect(storage.length).toBe(0);
  });

  it("are removed when empty or when the room ends, and leave other keys alone", () => {
    const storage = new MemoryStorage();
    storage.setItem("other", "x");
    const drafts = new Drafts(storage);
    drafts.save("room", { text: "x", unsent: [] }, 1000);
    drafts.save("room", { text: "", unsent: [] }, 1000);
    drafts.save("gone", { text: "x", unsent: [] }, 1000);
    drafts.forget("gone");
    drafts.sweep(5000);
    expect(storage.length).toBe(1);
  });

  it("survive anything that may be in the storage", () => {
    const storage = new MemoryStorage();
    for (const raw of ["{", "null", "[]", '{"text":1,"until":5}', '{"text":"x"}']) {
      storage.setItem("draft:room", raw);
      expect(new Drafts(storage).load("room", 0).text).toBe("");
    }
    storage.setItem("draft:room", '{"text":"x","until":9,"unsent":[{"cid":1},{"cid":"a","text":"b"}]}');
    expect(new Drafts(storage).load("room", 0).unsent).toEqual([{ cid: "a", text: "b" }]);
  });
});
