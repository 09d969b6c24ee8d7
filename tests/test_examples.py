"""A share of the cases on most days, in which there is still one of every kind; in the gate all of them."""

from itertools import combinations, product

import pytest

from tests import examples

LISTS = (range(7), "abcde", (None, True, False))


def test_of_a_share_each_two_of_any_two_lists_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "ALL", False)
    cases = list(examples.some_of(*LISTS))
    assert len(cases) == len(list(product(*LISTS))) / 3
    for one, other in combinations(range(3), 2):
        assert {(case[one], case[other]) for case in cases} == set(product(LISTS[one], LISTS[other]))


def test_the_gate_takes_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "ALL", True)
    assert list(examples.some_of(*LISTS)) == list(product(*LISTS))
