"""Whether what may not be told apart is answered in the same words and in the same time."""

import os
import random
import statistics
import time

from .server import is_sanitized

LIMIT_S = 0.002
SEED = int(os.environ.get("SCENARIO_SEED", random.randrange(1 << 32)))


def interleaved(kinds, rounds, seed=SEED):
    """Every kind once per round, each round in another order: what drifts hits all of them."""
    chance = random.Random(seed)
    for _ in range(rounds):
        order = list(kinds)
        chance.shuffle(order)
        yield order


class Times:
    """What was answered, without what differs by its nature, and how long it took, by kind."""

    def __init__(self):
        self.answers, self.seconds = {}, {}

    async def take(self, kind, asking, plain):
        """Times one awaitable; `plain` makes of its answer what has to be the same for every kind."""
        start = time.perf_counter()
        answer = await asking
        self.seconds.setdefault(kind, []).append(time.perf_counter() - start)
        self.answers.setdefault(kind, set()).add(plain(answer))

    def apart(self):
        """Seconds between the medians of the slowest and of the quickest kind."""
        medians = [statistics.median(times) for times in self.seconds.values()]
        return max(medians) - min(medians)

    def judge(self, kinds, samples):
        """Returns the one answer. The medians of any two kinds are less than the limit apart."""
        assert set(self.seconds) == set(kinds)
        assert all(len(times) == samples for times in self.seconds.values())
        assert len(set.union(*self.answers.values())) == 1, self.answers
        medians = {kind: round(statistics.median(times) * 1000, 2) for kind, times in self.seconds.items()}
        assert is_sanitized() or self.apart() < LIMIT_S, f"medians in ms: {medians} (seed {SEED})"
        return next(iter(self.answers[next(iter(kinds))]))


async def alike(classes, samples, plain, most=400):
    """Asks `samples` times each, interleaved, and judges. A class is a function that asks once: its awaitable is timed.

    A busy machine moves a median of few samples by more than the limit. So where they are too far apart more are taken,
    and those of all rounds together decide once there are `most` of each: a server that leaks stays where it is.
    """
    times, taken = Times(), 0
    while taken == 0 or (taken < most and times.apart() >= LIMIT_S and not is_sanitized()):
        for order in interleaved(classes, samples, SEED + taken):
            for kind in order:
                await times.take(kind, classes[kind](), plain)
        taken += samples
    return times.judge(classes, taken)
