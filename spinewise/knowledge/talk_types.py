"""What the knowledge decides about the course of a talk."""

from __future__ import annotations

from collections.abc import Container, Iterator

import msgspec


class TalkSettings(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """Ids and bounds that the talk needs.

    Attributes:
        move_names: what any exercise may be called; parts of regular expressions.
        move_hurts: words that tell no more than that an exercise hurts.
        number_findings: findings that are told by a number; while one of them is asked
            about, a bare number is no age.
        bare_age_from, bare_age_to: a bare number between them may be an age; a smaller
            one picks an option, or tells how bad it is.
        unclear_from_words: a reply of so many words in which nothing was heard may tell of
            a sign in other words than ours; a shorter one is a slip.
        own_case_topics: topics to which the advice, once there is one, is the answer.
    """

    move_names: tuple[str, ...]
    move_hurts: tuple[str, ...]
    number_findings: tuple[str, ...]
    bare_age_from: int
    bare_age_to: int
    unclear_from_words: int
    own_case_topics: tuple[str, ...]

    def faults(self, findings: Container[str], topics: Container[str]) -> Iterator[str]:
        """Yield what is wrong, given all findings and all topics of the advice."""
        for finding in self.number_findings:
            if finding not in findings:
                yield f"unknown finding {finding!r} in `number_findings`"
        for topic in self.own_case_topics:
            if topic not in topics:
                yield f"no advice on the topic {topic!r} of `own_case_topics`"
        if self.bare_age_from >= self.bare_age_to:
            yield "`bare_age_from` must be below `bare_age_to`"
