// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { ComplaintDrafts, emptyDraft } from "../../src/complaints/drafts";
import { noon, roomId } from "../builders";

const day = 86_400_000;
const draft = { rule: "spam", text: "It began at noon", picked: [3, 5], epoch: 7 };

describe("a complaint that was not sent yet", () => {
  const drafts = new ComplaintDrafts(sessionStorage);
  beforeEach(() => sessionStorage.clear());

  it("is there again when the dialog is opened again, for its room alone", () => {
    drafts.save(roomId, draft, noon);
    expect(drafts.load(roomId, noon)).toEqual(draft);
    expect(drafts.load("bug", noon)).toEqual(emptyDraft);
  });

  it("is gone once it was sent or discarded", () => {
    drafts.save(roomId, draft, noon);
    drafts.forget(roomId);
    expect(sessionStorage.length).toBe(0);
    expect(drafts.load(roomId, noon)).toEqual(emptyDraft);
  });

  it("is not kept for picks alone: they come again by themselves", () => {
    drafts.save(roomId, { ...draft, rule: "", text: "" }, noon);
    expect(sessionStorage.length).toBe(0);
  });

  it("outlives no message", () => {
    drafts.save(roomId, draft, noon);
    expect(drafts.load(roomId, noon + 7 * day - 1).text).toBe(draft.text);
    expect(drafts.load(roomId, noon + 7 * day)).toEqual(emptyDraft);
  });

  it("is empty when it cannot be read", () => {
    for (const raw of ["", "{", "5", "[]", "{}", '{"text":"x"}']) {
      sessionStorage.setItem(`complaint:${roomId}`, raw);
      expect(drafts.load(roomId, noon), raw).toEqual(emptyDraft);
    }
    sessionStorage.setItem(
      `complaint:${roomId}`,
      JSON.stringify({ until: noon + 1, rule: 5, text: "kept", picked: ["x", 2], epoch: "a" }),
    );
    expect(drafts.load(roomId, noon)).toEqual({ rule: "", text: "kept", picked: [2], epoch: 0 });
  });

  it("costs nothing where there is no storage", () => {
    const none = {
      getItem() {
        throw new Error("forbidden");
      },
      setItem() {
        throw new Error("forbidden");
      },
    } as unknown as Storage;
    const forgetful = new ComplaintDrafts(none);
    forgetful.save(roomId, draft);
    expect(forgetful.load(roomId)).toEqual(emptyDraft);
  });
});
