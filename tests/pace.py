"""How long what is held to a time may take: on this machine as it runs at present, and while coverage is recorded."""

import sys
from timeit import repeat

SLOWED = 5 if sys.gettrace() else 1
"""How much slower code runs while its coverage is recorded."""

WORK = "sum(number * number for number in range(100_000))"
USUAL = 0.006
"""Seconds for :data:`WORK` on the machine on which the times of the tests were set, when nobody else was on it."""


def allowed(seconds: float) -> float:
    """What so many seconds of the processor are here and now: others on the same machine can make it half as fast."""
    return seconds * SLOWED * max(1.0, min(repeat(WORK, number=1, repeat=3)) / USUAL)
