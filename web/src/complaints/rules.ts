import { type Signal, signal } from "@preact/signals";
import type { Refused } from "../session/api";
import type { Rule } from "../wire/complaints";
import { fetchRules } from "./api";

/** The rules of this server; null until they were asked for. The same for everybody, so one list per page. */
export const rules: Signal<readonly Rule[] | null> = signal<readonly Rule[] | null>(null);

/** Asks once; says what kept the answer away, or null. */
export async function loadRules(): Promise<Refused | null> {
  if (rules.peek()) return null;
  const answer = await fetchRules();
  if (!answer.ok) return answer;
  rules.value = answer.value.rules;
  return null;
}

/** What the rule says; by its own word until that is known, and where the list no longer has it. */
export function ruleText(word: string): string {
  const known = rules.value?.find(({ rule }) => rule === word)?.text;
  const plain = word.replaceAll("_", " ");
  return known ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}
