"""Questions one may ask of a condition without evaluating it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spinewise.knowledge.types import Condition, Group, Node


def parts_of(node: Node) -> Iterator[Condition]:
    """The conditions directly inside the node."""
    for parts in (node.all_of, node.any_of, node.none_of, node.of):
        yield from parts or ()


def nodes_in(condition: Condition) -> Iterator[Node]:
    """Every node of the condition, the outermost first."""
    if isinstance(condition, Node):
        yield condition
        for part in parts_of(condition):
            yield from nodes_in(part)


def findings_in(condition: Condition, groups: Mapping[str, Group]) -> Iterator[str]:
    """Every finding that the condition names, by itself or in a group."""
    if isinstance(condition, str):
        yield condition
        return
    if condition.group is not None and condition.group in groups:
        yield from groups[condition.group].findings
    for part in parts_of(condition):
        yield from findings_in(part, groups)


def triggers(
    condition: Condition, groups: Mapping[str, Group]
) -> frozenset[str] | None:
    """Findings of which one must be present for the condition to hold.

    None when facts or decisions alone may make it hold.
    """
    if isinstance(condition, str):
        return frozenset([condition])
    needed: list[frozenset[str]] = []
    if condition.group is not None:
        needed.append(frozenset(groups[condition.group].findings))
    for part in condition.all_of or ():
        found = triggers(part, groups)
        if found is not None:
            needed.append(found)
    for either in (condition.any_of, condition.of):
        found = _of_either(either, groups)
        if found is not None:
            needed.append(found)
    return min(needed, key=len) if needed else None


def _of_either(
    either: tuple[Condition, ...] | None, groups: Mapping[str, Group]
) -> frozenset[str] | None:
    found = [triggers(part, groups) for part in either or ()]
    sure = [part for part in found if part is not None]
    if either is None or len(sure) < len(found):
        return None
    return frozenset().union(*sure)
