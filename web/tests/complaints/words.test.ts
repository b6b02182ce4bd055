import { describe, expect, it } from "vitest";
import { tidyWords, wordsProblem } from "../../src/account/rules";
import { placeWords, readEvidence } from "../../src/complaints/evidence";
import { rules, ruleText } from "../../src/complaints/rules";
import { stateBrief, stateWords } from "../../src/complaints/words";
import { readWish } from "../../src/pages/report/send_form";
import { missing } from "../../src/pages/room/report/write_step";
import { type Complaint, complaint as complaintShape, outcomes, states } from "../../src/wire/complaints";
import { fits } from "../../src/wire/shape";
import { noon, roomId } from "../builders";

const complaint = (part: Partial<Complaint> = {}): Complaint => ({
  id: "c1",
  kind: "message",
  rule: "spam",
  state: "new",
  outcome: null,
  created_at: noon,
  changed_at: noon,
  ...part,
});

describe("a receipt", () => {
  it("may be typed in any case, with any spaces and hyphens between its words", () => {
    const words = "apple river stone cloud paper light";
    for (const typed of [
      words,
      "  Apple RIVER stone\tcloud  paper light\n",
      "apple-river-stone-cloud-paper-light",
      "1. apple, 2. river, 3. stone, 4. cloud, 5. paper, 6. light",
      "Apple\u2013River\u00a0stone \u2014 cloud paper light.",
    ]) {
      expect(tidyWords(typed)).toBe(words);
      expect(wordsProblem(typed)).toBeNull();
    }
  });

  it("has six words, and says how many are missing before the server is asked", () => {
    expect(wordsProblem("apple river")).toContain("2 words");
    expect(wordsProblem("  ")).toContain("six words");
  });
});

describe("where a complaint stands", () => {
  it("is said in other words for every state and outcome", () => {
    const all = [
      ...states.filter((state) => state !== "resolved").map((state) => complaint({ state })),
      ...[null, ...outcomes].map((outcome) => complaint({ state: "resolved", outcome })),
    ];
    expect(new Set(all.map(stateWords)).size).toBe(all.length);
    expect(stateBrief(complaint({ state: "resolved", outcome: "upheld" }))).toBe("Decided");
    expect(stateBrief(complaint({ state: "resolved" }))).toBe("Closed");
  });

  it("of an appeal and of a bug is not said as of a rule", () => {
    for (const kind of ["bug", "appeal"] as const) {
      for (const outcome of ["upheld", "rejected"] as const) {
        expect(stateWords(complaint({ kind, state: "resolved", outcome }))).not.toContain("rule");
      }
    }
  });
});

describe("a complaint of a newer server", () => {
  it("is read with what is known of it", () => {
    const newer: unknown = { ...complaint(), state: "pondered", outcome: "praised", kind: "idea", mood: 1 };
    expect(fits(complaintShape, newer)).toBe(true);
    expect(newer).toMatchObject({ state: "new", outcome: null, kind: "message" });
  });

  it("is not read without its id", () => {
    const { id: _, ...rest } = complaint();
    expect(fits(complaintShape, rest)).toBe(false);
  });
});

describe("a rule", () => {
  it("is told by its own word until the list is there, and by its text then", () => {
    expect(ruleText("hate_speech")).toBe("Hate speech");
    rules.value = [{ rule: "hate_speech", text: "Hate against people" }];
    expect(ruleText("hate_speech")).toBe("Hate against people");
    expect(ruleText("gone_rule")).toBe("Gone rule");
    rules.value = null;
  });
});

const raw = JSON.stringify({
  room: { id: roomId, name: "Tea", kind: "room" },
  messages: [
    {
      seq: 3,
      at: noon,
      by: { m: 4, name: "Ann", kind: "guest" },
      edited: false,
      text: "<b>hi</b>",
      media: { type: "image/png", bytes: 1234 },
    },
  ],
});

describe("evidence", () => {
  it("is read from its text, with everything that is in it", () => {
    const evidence = readEvidence(raw);
    expect(evidence?.messages[0]).toMatchObject({ seq: 3, text: "<b>hi</b>", media: { bytes: 1234 } });
    expect(evidence && placeWords(evidence)).toBe("The room “Tea”");
  });

  it("of a direct names no room", () => {
    const evidence = readEvidence('{"room":{"kind":"direct"},"messages":[]}');
    expect(evidence && placeWords(evidence)).toBe("Messages between the two of you");
  });

  it("that cannot be read is no reason to hide its text", () => {
    for (const odd of ["", "x", "{}", '{"room":5}', '{"room":{},"messages":[{}'])
      expect(readEvidence(odd), odd).toBeNull();
  });
});

describe("before it is looked at", () => {
  const message = { kind: "message", seq: 1, by: { m: 2, name: "Bo", avatar: "a1", kind: "guest" } } as const;

  it("a complaint says what is missing, one thing after the other", () => {
    expect(missing(message, null, [], "")).toContain("what it is about");
    expect(missing(message, "spam", [], "x")).toContain("at least one message");
    expect(missing(message, "spam", [1], "  ")).toContain("what happened");
    expect(missing(message, "spam", [1], "x".repeat(4001))).toContain("too long");
    expect(missing(message, "", [1], "x".repeat(4000))).toBeNull();
  });

  it("a complaint about a room or a person needs no message", () => {
    expect(missing({ kind: "room" }, "spam", [], "x")).toBeNull();
    expect(missing({ kind: "member", by: message.by }, "spam", [], "x")).toBeNull();
  });
});

describe("the address of a report", () => {
  it("may name an appeal and the rule of the decision, and nothing else", () => {
    expect(readWish("")).toEqual({ kind: "bug", rule: "" });
    expect(readWish("#appeal.spam")).toEqual({ kind: "appeal", rule: "spam" });
    expect(readWish("#appeal.")).toEqual({ kind: "appeal", rule: "" });
    expect(readWish("#bug.spam")).toMatchObject({ kind: "bug" });
    expect(readWish("#appeal.<script>")).toEqual({ kind: "appeal", rule: "" });
  });
});
