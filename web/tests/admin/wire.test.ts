import { describe, expect, it } from "vitest";
import { cases, named } from "../../src/admin/wire/complaints";
import { overview } from "../../src/admin/wire/overview";
import { audit, officials, oneAdmin, personAnswer, proposals, settings } from "../../src/admin/wire/shapes";
import { fits, type Shape } from "../../src/wire/shape";

const id = "4fGk2000000000000";
const card = `"id":"${id}","kind":"room","name":"Tea","topic":"","count":3,"listing":"public","life":"always","message_life":"24h","created_at":1,"expires_at":null,"active_at":1,"entry":"open","speech":"everyone","guests":true,"locked":false,"slow_ms":0`;
const complaint = `"id":"c1","kind":"message","rule":"spam","state":"new","outcome":null,"created_at":1,"changed_at":1,"decided_at":null,"ends_at":null`;
const staff = `"assigned":null,"reporter":"user","room":{"id":"${id}","there":true},"subject":{"name":"Ann","kind":"hidden","m":4,"account":true}`;

/** As the server writes them. */
const frames: readonly (readonly [string, Shape<unknown>, string])[] = [
  ["an admin", oneAdmin, `{"admin":{"name":"root","confirmed_until":1,"idle_ms":900000}}`],
  [
    "the overview",
    overview,
    `{"at":9,"started_at":1,"version":"0.1.0","live":{"sockets":3,"visitors":2,"users":1,"rooms":1,"directs":0,"messages":12},"rates":{"messages_per_s":0.5,"deliveries_per_s":2.0},"health":{"database":"ok","live_store":"memory"},"complaints":{"new":1,"assigned":0,"waiting_reporter":0,"waiting_staff":0,"resolved":2,"oldest_at":1},"proposals":0,"admins":2,"emergency_level":5,"templates":["Thank you."]}`,
  ],
  [
    "an overview without a database",
    overview,
    `{"at":9,"started_at":1,"version":"0.1.0","live":null,"rates":{"messages_per_s":0.0,"deliveries_per_s":0.0},"health":{"database":"away","live_store":"memory"},"complaints":null,"proposals":null,"admins":null,"emergency_level":5,"templates":[]}`,
  ],
  ["a queue", cases, `{"complaints":[{${complaint},${staff}}],"more":true}`],
  [
    "a case",
    named,
    `{"complaint":{${complaint},"evidence":"{}","posts":[{"n":1,"at":1,"by":"note","text":"x","admin":"root"}],${staff}}}`,
  ],
  [
    "a case about nobody",
    named,
    `{"complaint":{"id":"c1","kind":"bug","rule":null,"state":"resolved","outcome":"rejected","created_at":1,"changed_at":1,"decided_at":2,"ends_at":3,"evidence":null,"posts":[],"assigned":"root","reporter":"guest","room":null,"subject":null}}`,
  ],
  [
    "official rooms",
    officials,
    `{"rooms":[{${card},"official":"special","opens_at":1,"capacity":10,"there":false},{${card},"official":"regional","region":"Europe","there":true}],"regions":["Europe"]}`,
  ],
  [
    "somebody",
    personAnswer,
    `{"person":{"name":"ann","display":"Ann","avatar":"a7","about":"","created_at":1,"suspended":null}}`,
  ],
  [
    "somebody suspended",
    personAnswer,
    `{"person":{"name":"ann","display":"Ann","avatar":"a7","about":"","created_at":1,"suspended":{"until":null,"rule":"spam","since":1}},"recovery":"one two three four five six"}`,
  ],
  [
    "proposals",
    proposals,
    `{"proposals":[{"id":"p1","act":"suspend","person":"ann","rule":"spam","reason":"r","by":"root","at":1}]}`,
  ],
  [
    "the audit log",
    audit,
    `{"entries":[{"n":7,"at":1,"admin":"root","act":"suspend","subject":"ann","reason":"r"}],"more":false}`,
  ],
  ["settings", settings, `{"emergency_level":5,"registration":true,"guests":true}`],
];

describe("what the server says to admins", () => {
  for (const [name, shape, text] of frames) {
    it(`is read: ${name}`, () => {
      const value: unknown = JSON.parse(text);
      expect(shape.problem(value, "frame", "lenient")).toBeNull();
      // What is said stays as it is: a fallback may add what a list leaves out, never replace a word.
      expect(value).toMatchObject(JSON.parse(text));
    });
  }

  it("is not taken for something else", () => {
    expect(fits(settings, { emergency_level: 6, registration: true, guests: true })).toBe(false);
    expect(fits(oneAdmin, { admin: null })).toBe(false);
  });
});
