import { expect, test } from "vitest";
import { ageWords, className, countWords, leftWords, seatWords } from "../../src/pages/transparency/words";
import type { Held, Seat } from "../../src/wire/transparency";

const messages: Held = { what: "messages", where: "memory", count: 3, oldest_at: 1_000, ends_by: 61_000 };

test("what is held: a count that is not known is called unknown, and not nothing", () => {
  const unknown: Held = { what: "accounts", where: "database", count: null };
  expect(countWords(unknown)).toBe("unknown");
  expect(leftWords(unknown, 0)).toBe("unknown");
  expect(countWords({ ...messages, count: 0 })).toBe("0");
  expect(leftWords({ ...messages, count: 0 }, 0)).toBe("–");
});

test("what is held: sizes, ages and ends are in words", () => {
  expect(countWords({ ...messages, what: "pictures", bytes: 2_500_000 })).toBe("3 (2.5 MB)");
  expect(ageWords(messages, 31_000)).toMatch(/30|29/);
  expect(leftWords({ what: "rooms", where: "memory", count: 1 }, 0)).toBe("no fixed time");
});

test("what is held: a class that the page does not know is shown by its own word", () => {
  expect(className("messages")).toBe("Messages in rooms");
  expect(className("new_things")).toBe("new things");
});

test("what is held: a place says what it holds of the person", () => {
  const room: Seat = { kind: "room", member: true, messages: 1, pictures: 0 };
  expect(seatWords(room)).toBe("you are a member, 1 message of yours");
  expect(seatWords({ ...room, member: false, messages: 2, pictures: 1 })).toBe(
    "you have left, 2 messages of yours, 1 picture",
  );
  expect(seatWords({ ...room, kind: "inbox", messages: 0 })).toBe("no notices for you");
});
