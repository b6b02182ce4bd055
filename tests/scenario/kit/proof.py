"""Solving what a server asks for, written from section 16 of docs/PROTOCOL.md."""

import hashlib


def zero_bits(digest):
    return len(digest) * 8 - int.from_bytes(digest, "big").bit_length()


def solve(refusal):
    """The `proof` for a refusal `proof_needed`."""
    head, bits, nonce = hashlib.sha256(refusal["challenge"].encode()), refusal["bits"], 0
    while True:
        one = head.copy()
        one.update(b"%x" % nonce)
        if zero_bits(one.digest()) >= bits:
            return {"challenge": refusal["challenge"], "nonce": "%x" % nonce}
        nonce += 1


def unsolved(refusal):
    """A nonce that is not enough."""
    nonce = 0
    while zero_bits(hashlib.sha256(f"{refusal['challenge']}{nonce:x}".encode()).digest()) >= refusal["bits"]:
        nonce += 1
    return {"challenge": refusal["challenge"], "nonce": "%x" % nonce}
