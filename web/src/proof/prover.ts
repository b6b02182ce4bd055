import { type Signal, signal } from "@preact/signals";
import type { Challenge, Proof } from "./solve";
import workerUrl from "./worker?worker&url";

// Solves what the server asks for, in a worker; where there is none, in the page, piece by piece.

/** How many are being solved: the page says so, quietly. */
export const proving: Signal<number> = signal(0);

/** So many tries take the page a few milliseconds, so that it stays usable. */
const piece = 2_000;

/** A worker that has not answered by then is taken for dead; the challenge still lives for a while. */
const workerMostMs = 30_000;

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

let worker: Worker | null | undefined;

function makeWorker(): Worker | null {
  if (typeof Worker === "undefined") return null;
  try {
    const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
    const policy = types?.createPolicy("proof", { createScriptURL: () => workerUrl });
    return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
  } catch {
    return null;
  }
}

/** The worker's answer; null if it cannot be run. */
function besides(on: Worker, asked: Challenge): Promise<Proof | null> {
  return new Promise((resolve) => {
    const heard = ({ data }: MessageEvent<Proof>) => {
      if (data.challenge !== asked.challenge) return;
      done(data);
    };
    const failed = () => done(null);
    const timer = setTimeout(failed, workerMostMs);
    const done = (proof: Proof | null) => {
      clearTimeout(timer);
      on.removeEventListener("message", heard);
      on.removeEventListener("error", failed);
      resolve(proof);
    };
    on.addEventListener("message", heard);
    on.addEventListener("error", failed);
    on.postMessage(asked);
  });
}

async function inThePage(asked: Challenge): Promise<Proof> {
  const { Search } = await import("./solve");
  const search = new Search(asked);
  for (;;) {
    const proof = search.go(piece);
    if (proof) return proof;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Whether this page can solve it at all: challenge and nonce have to fit into one block of the hash. */
function isPossible({ challenge, bits }: Challenge): boolean {
  return /^[!-~]{1,45}$/.test(challenge) && bits <= 32;
}

/** Null for what this page cannot solve. */
export async function solve(asked: Challenge): Promise<Proof | null> {
  if (!isPossible(asked)) return null;
  proving.value += 1;
  try {
    if (worker === undefined) worker = makeWorker();
    const proof = worker ? await besides(worker, asked) : null;
    if (proof) return proof;
    worker = null;
    return await inThePage(asked);
  } finally {
    proving.value -= 1;
  }
}

interface Asked {
  readonly ok: boolean;
}

/** A challenge is solved and the request repeated so often; then its refusal is shown. */
const roundsMost = 3;

/**
 * Asks, and asks again with a proof where the server wants one. `wanted` reads the challenge out of an answer.
 */
export async function withProof<T extends Asked>(
  ask: (proof: Proof | null) => Promise<T>,
  wanted: (answer: T) => Challenge | undefined,
): Promise<T> {
  let answer = await ask(null);
  for (let round = 0; round < roundsMost; round++) {
    const challenge = wanted(answer);
    const proof = challenge ? await solve(challenge) : null;
    if (!proof) return answer;
    answer = await ask(proof);
  }
  return answer;
}
