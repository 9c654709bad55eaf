"""Say conditions in words: what must be told or known for a rule to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from spinewise.knowledge import Condition, Knowledge, Node
from spinewise.knowledge.types import FactName

Name = Callable[[str], str]
"""How a finding or a group is shown, by its id: a name, or a link to its page."""

_NUMBERS: Final[dict[str, tuple[str, str]]] = {
    "age": ("the age", "years"),
    "onset_days": ("the time since it began", "days"),
    "pain": ("the pain", "of ten"),
    "temperature": ("the temperature", "degrees Celsius"),
    "weeks_pregnant": ("the pregnancy", "weeks"),
}
_WORDS: Final[dict[str, str]] = {
    "sex": "the sex",
    "pregnant": "the person is pregnant",
    "postpartum": "the person had a baby in the last six weeks",
    "complaint": "the complaint",
    "complaint_kind": "the kind of complaint",
    "region": "the part of the back",
}
_COMPLAINTS: Final[dict[object, str]] = {
    "back": "there is a complaint about the back or neck",
    "none": "there is no complaint about the back or neck",
}


def sentence(condition: Condition, name: Name, knowledge: Knowledge) -> str:
    """The condition in one line, with brackets where parts hold parts."""
    if isinstance(condition, str):
        return name(condition)
    lists = list(_lists(condition))
    tests = list(_tests(condition, name, knowledge))
    alone = len(lists) + len(tests) == 1
    heads = []
    for head, parts in lists:
        inner = (" and " if not head else "; ").join(
            _bracketed(part, name, knowledge) for part in parts
        )
        bare = not head and (alone or len(parts) == 1)
        heads.append(
            inner if bare else f"{head} of ({inner})" if head else f"({inner})"
        )
    return " and ".join([*heads, *tests])


def _bracketed(condition: Condition, name: Name, knowledge: Knowledge) -> str:
    text = sentence(condition, name, knowledge)
    mixed = isinstance(condition, Node) and condition.all_of is not None
    return f"({text})" if mixed else text


def bullets(condition: Condition, name: Name, knowledge: Knowledge) -> list[str]:
    """The condition as lines of a Markdown list, its parts indented."""
    if isinstance(condition, str):
        return [f"- {name(condition)}"]
    parts = list(_blocks(condition, name, knowledge))
    if len(parts) == 1:
        return parts[0]
    return ["- all of these:", *(f"    {line}" for part in parts for line in part)]


def _blocks(node: Node, name: Name, knowledge: Knowledge) -> Iterator[list[str]]:
    for head, parts in _lists(node):
        yield [
            f"- {head or 'all'} of these:",
            *(
                f"    {line}"
                for part in parts
                for line in bullets(part, name, knowledge)
            ),
        ]
    for text in _tests(node, name, knowledge):
        yield [f"- {text}"]


def _lists(node: Node) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    if node.all_of is not None:
        yield "", node.all_of
    if node.any_of is not None:
        yield "any one", node.any_of
    if node.of is not None:
        yield f"at least {node.count}", node.of
    if node.none_of is not None:
        yield "none", node.none_of


def _tests(node: Node, name: Name, knowledge: Knowledge) -> Iterator[str]:
    if node.group is not None:
        yield f"any one of the group “{name(node.group)}”"
    if node.fact is not None:
        yield _fact(node, node.fact)
    if node.decision is not None:
        decision = knowledge.decisions[node.decision].name
        yield f"the open decision “{decision}” stands at “{node.equals}”"


def _fact(node: Node, fact: FactName) -> str:
    subject, unit = _NUMBERS.get(fact, (_WORDS.get(fact, fact), ""))
    if node.known is not None:
        asked = subject if fact in _NUMBERS else f"whether {subject}"
        return f"{asked} is {'' if node.known else 'not '}known"
    if isinstance(node.equals, bool):
        return subject if node.equals else f"it is not so that {subject}"
    if fact == "complaint" and node.equals in _COMPLAINTS:
        return _COMPLAINTS[node.equals]
    if node.equals is not None:
        return f"{subject} is “{node.equals}”"
    limits = []
    if node.at_least is not None:
        limits.append(f"{node.at_least:g} {unit} or more")
    if node.below is not None:
        limits.append(f"less than {node.below:g} {unit}")
    return f"{subject} is {' and '.join(limits)}"
