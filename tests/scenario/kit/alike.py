"""Whether what may not be told apart is answered in the same words and in the same time."""

import math
import os
import random
import statistics
import time

from .server import is_sanitized

LIMIT_S = 0.002
NORMAL = 1.2533 * 1.4826  # from a median's absolute deviation to its standard error, over the root of the number
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

    def beside(self):
        """By kind, how much longer each took than the middle of its own round: what slows a whole round down, on a machine
        that others use too, says nothing about any kind."""
        middles = [statistics.median(round) for round in zip(*self.seconds.values(), strict=True)]
        return {
            kind: [time - middle for time, middle in zip(times, middles, strict=True)]
            for kind, times in self.seconds.items()
        }

    def apart(self):
        """Seconds between the medians of any two kinds, how many are allowed, and what there is to say. To the limit comes
        what chance makes of so many samples: three standard errors, some tenths of a millisecond on a machine that is not
        overloaded."""
        beside = self.beside()
        medians = {kind: statistics.median(some) for kind, some in beside.items()}
        apart = max(medians.values()) - min(medians.values())
        spread = max(
            statistics.median(abs(one - medians[kind]) for one in some) / math.sqrt(len(some))
            for kind, some in beside.items()
        )
        allowed = LIMIT_S + 3 * NORMAL * math.sqrt(2) * spread
        told = {kind: f"{median * 1000:+.2f}" for kind, median in medians.items()}
        return apart, allowed, f"medians of ms {told}, {allowed * 1000:.2f} allowed (seed {SEED})"

    def enough(self, taken, first):
        """Whether no more samples are needed: these are within the limit itself. If not, more may show that it was chance."""
        return taken % first == 0 and (is_sanitized() or self.apart()[0] < LIMIT_S)

    def judge(self, kinds, samples):
        """Returns the one answer. The medians of any two kinds are less than the limit apart."""
        assert set(self.seconds) == set(kinds)
        assert all(len(times) == samples for times in self.seconds.values())
        assert len(set.union(*self.answers.values())) == 1, self.answers
        apart, allowed, told = self.apart()
        assert apart < allowed or is_sanitized(), told
        return next(iter(self.answers[next(iter(kinds))]))


async def alike(classes, first, plain, most=400):
    """Asks interleaved and judges. A class is a function that asks once: its awaitable is timed. `first` samples of each
    decide if they are alike, else as many more, up to `most`."""
    times = Times()
    for taken, order in enumerate(interleaved(classes, most), 1):
        for kind in order:
            await times.take(kind, classes[kind](), plain)
        if times.enough(taken, first):
            break
    return times.judge(classes, taken)
