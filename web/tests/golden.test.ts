import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commands } from "../src/wire/commands";
import { decode } from "../src/wire/decode";
import { otherEvents, roomEvents } from "../src/wire/events";
import { replies } from "../src/wire/replies";
import type { Shape } from "../src/wire/shape";

// The same files are read by the C++ tests: what one side changes, the other notices here.

const folders: Readonly<Record<string, Readonly<Record<string, Shape<unknown>>>>> = {
  commands,
  replies,
  events: { ...roomEvents, ...otherEvents },
};

function read(folder: string, file: string): { raw: string; frame: unknown; name: string } {
  const raw = readFileSync(new URL(`../../tests/golden/${folder}/${file}`, import.meta.url), "utf8");
  return { raw, frame: JSON.parse(raw), name: file.split(".")[0] ?? "" };
}

for (const [folder, shapes] of Object.entries(folders)) {
  const files = readdirSync(new URL(`../../tests/golden/${folder}`, import.meta.url)).filter((file) =>
    file.endsWith(".json"),
  );

  describe(`golden ${folder}`, () => {
    it("has a file for every type that the page knows, and the page knows every type", () => {
      const names = new Set(files.map((file) => file.split(".")[0]));
      expect([...names].sort()).toEqual(Object.keys(shapes).sort());
    });

    it.each(files)("%s fits its type exactly", (file) => {
      const { frame, name } = read(folder, file);
      expect(shapes[name]?.problem(frame, file, "exact")).toBeNull();
      expect((frame as { t: string }).t).toBe(name);
    });

    if (folder !== "commands") {
      it.each(files)("%s is understood by the decoder", (file) => {
        const { raw } = read(folder, file);
        expect(decode(raw).is).toBe(folder === "replies" ? "reply" : "event");
      });
    }

    it.each(files)("%s no longer fits when any required field is missing", (file) => {
      const { frame, name } = read(folder, file);
      const shape = shapes[name];
      for (const field of Object.keys(frame as object)) {
        const { [field]: _, ...rest } = frame as Record<string, unknown>;
        const optional = ["client", "q", "watch", "topic", "listing", "life", "message_life", "resume"]
          .concat("limit", "after", "edited_at", "reactions", "retry_after_ms", "field")
          .concat("open", "entry", "password", "speech", "guests", "slow_ms", "hidden", "invite", "text")
          .concat("uses", "reply_to", "mentions", "media", "by", "was", "reason", "name")
          .concat("pinned", "offer", "successor", "closing", "password", "inbox", "reads")
          .concat("proof", "challenge", "bits")
          .concat("profile.account", "profile.about", "profile.friend")
          .concat("friend_request.room", "friend_request.m", "block.room", "block.m")
          .some((known) => known === field || known === `${name}.${field}`);
        // A field that is required in one frame may be optional in another (`edited_at`).
        const problem = shape?.problem(rest, file, "exact") ?? null;
        if (!optional) expect(problem, field).not.toBeNull();
      }
    });
  });
}
