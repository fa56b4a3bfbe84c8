"""Clusters: what people say of a pair holds, and takes nothing apart."""

from __future__ import annotations

from onrecord.resolve.identity.clusters import clusters

LINKS = {("a", "b"): 0.9, ("c", "d"): 0.9}


def _bars(a: str, b: str) -> bool:
    return (a, b) == ("b", "d")


def test_what_bars_the_others_is_no_answer_to_a_verdict() -> None:
    found = clusters("abcd", LINKS, together=[("a", "c")], barred=_bars)
    assert found == [frozenset("abcd")]


def test_a_verdict_that_two_differ_keeps_their_clusters_apart() -> None:
    found = clusters("abcd", LINKS, together=[("a", "c")], apart=[("b", "d")])
    assert found == [frozenset("ab"), frozenset("cd")]


def test_what_is_barred_does_not_join_by_likeness() -> None:
    links = LINKS | {("a", "c"): 0.9, ("a", "d"): 0.9, ("b", "c"): 0.9, ("b", "d"): 0.9}
    assert all(not {"b", "d"} <= cluster for cluster in clusters("abcd", links, barred=_bars))


def test_a_verdict_keeps_what_likeness_joined() -> None:
    links = {("a", "b"): 0.9}
    assert clusters("abc", links, together=[("a", "c")]) == [frozenset("abc")]
