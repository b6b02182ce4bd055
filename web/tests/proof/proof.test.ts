import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { proving, solve, withProof } from "../../src/proof/prover";
import { sha256 } from "../../src/proof/sha256";
import { type Challenge, type Proof, Search } from "../../src/proof/solve";

function hashOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const room = new Uint8Array(55);
  room.set(bytes);
  const out = new Int32Array(8);
  sha256(room, bytes.length, out);
  return Array.from(out, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function zeroBits(proof: Proof): number {
  const hash = createHash("sha256")
    .update(proof.challenge + proof.nonce)
    .digest("hex");
  const bits = BigInt(`0x${hash}`).toString(2);
  return 256 - (bits === "0" ? 0 : bits.length);
}

const asked: Challenge = { challenge: "w019b7a7c1e00K3fZ9qd41c2a7be0915f6aa0", bits: 10 };

describe("proof of work", () => {
  it("hashes texts of every length that fits into one block as node does", () => {
    for (let length = 0; length <= 55; length++) {
      const text = "abcdefgh".repeat(7).slice(0, length);
      expect(hashOf(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }
  });

  it("hashes one text after another without a trace of the one before", () => {
    expect(hashOf("a longer text than the next one")).not.toBe(hashOf("short"));
    expect(hashOf("short")).toBe(createHash("sha256").update("short").digest("hex"));
  });

  it("finds a nonce with as many zero bits as were asked for, in pieces too", () => {
    const search = new Search(asked);
    let proof: Proof | null = null;
    while (!proof) proof = search.go(7);
    expect(zeroBits(proof)).toBeGreaterThanOrEqual(10);
  });

  it("solves without a worker, and says while it does", async () => {
    const solving = solve(asked);
    expect(proving.value).toBe(1);
    const proof = await solving;
    expect(proving.value).toBe(0);
    expect(proof && zeroBits(proof)).toBeGreaterThanOrEqual(10);
  });

  it("does not begin what it cannot solve", async () => {
    expect(await solve({ challenge: "x".repeat(46), bits: 4 })).toBeNull();
    expect(await solve({ challenge: "x", bits: 33 })).toBeNull();
    expect(await solve({ challenge: "ü", bits: 4 })).toBeNull();
  });

  it("repeats a request with the proof that it wants", async () => {
    const sent: (Proof | null)[] = [];
    const answer = await withProof(
      async (proof) => {
        sent.push(proof);
        return { ok: proof !== null };
      },
      ({ ok }) => (ok ? undefined : asked),
    );
    expect(answer.ok).toBe(true);
    expect(sent[0]).toBeNull();
    expect(sent[1]?.challenge).toBe(asked.challenge);
  });

  it("gives up with the refusal when no proof is good enough", async () => {
    let times = 0;
    const answer = await withProof(
      async () => {
        times += 1;
        return { ok: false };
      },
      () => ({ ...asked, bits: 4 }),
    );
    expect(answer.ok).toBe(false);
    expect(times).toBe(4);
  });
});
