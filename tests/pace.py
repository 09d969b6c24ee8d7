"""How much slower code may run while its coverage is recorded: tests that hold a time multiply by it."""

import sys

SLOWED = 5 if sys.gettrace() else 1
