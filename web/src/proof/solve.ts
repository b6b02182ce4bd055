import { oneBlockMost, sha256 } from "./sha256";

// PROTOCOL section 16: a nonce such that SHA-256(challenge + nonce) begins with so many zero bits.

export interface Challenge {
  readonly challenge: string;
  readonly bits: number;
}

export interface Proof {
  readonly challenge: string;
  readonly nonce: string;
}

function zeroBits(hash: Int32Array): number {
  let bits = 0;
  for (const word of hash) {
    bits += Math.clz32(word);
    if (word !== 0) break;
  }
  return bits;
}

/** A search that can be done in pieces. Challenge and nonce have to fit into one block of the hash. */
export class Search {
  private readonly bytes = new Uint8Array(oneBlockMost);
  private readonly hash = new Int32Array(8);
  private readonly prefix: number;
  private next = 0;

  constructor(private readonly asked: Challenge) {
    const text = new TextEncoder().encode(asked.challenge);
    this.prefix = text.length;
    this.bytes.set(text);
  }

  /** Tries so many nonces; the proof, or null if none of them was it. */
  go(tries: number): Proof | null {
    for (const end = this.next + tries; this.next < end; this.next++) {
      const nonce = this.next.toString(36);
      for (let i = 0; i < nonce.length; i++) this.bytes[this.prefix + i] = nonce.charCodeAt(i);
      sha256(this.bytes, this.prefix + nonce.length, this.hash);
      if (zeroBits(this.hash) >= this.asked.bits) return { challenge: this.asked.challenge, nonce };
    }
    return null;
  }
}
