"""How many examples a property is tried with: four in ten on most days, all in the gate: it says ``EXAMPLES=all``."""

import os

from hypothesis import settings

SHARE = 1.0 if os.environ.get("EXAMPLES") == "all" else 0.4


def examples(number: int, **more: object) -> settings:
    """A decorator for a test that is given so many examples by Hypothesis in the gate."""
    return settings(max_examples=round(number * SHARE), deadline=None, **more)
