"""The order of a matrix."""

from __future__ import annotations

from itertools import combinations, permutations

from kg.seriation import seriated


def test_blocks_stand_together_however_they_were_given() -> None:
    blocks = ("abc", "xyz")
    ties = {(a, b): 3 for block in blocks for a, b in combinations(block, 2)} | {("a", "x"): 1}
    for ids in permutations("abcxyz"):
        order = "".join(seriated(ids, ties))
        assert {"".join(sorted(order[:3])), "".join(sorted(order[3:]))} == {*blocks}
        # The two that tie the blocks to each other meet in the middle.
        assert {*order[2:4]} == {"a", "x"}


def test_few_and_none() -> None:
    assert seriated((), {}) == ()
    assert seriated(("a",), {("a", "a"): 4}) == ("a",)
    assert sorted(seriated(("a", "b"), {})) == ["a", "b"]


def test_the_busier_end_stands_first() -> None:
    ties = {("a", "b"): 1, ("b", "c"): 2, ("c", "d"): 8}
    assert seriated("abcd", ties) == ("d", "c", "b", "a")
