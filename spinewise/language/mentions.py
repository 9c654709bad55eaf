"""From a hit in a sentence to the mention that goes on to triage."""

from __future__ import annotations

from collections.abc import Iterable

from spinewise.language.clauses import Sentence
from spinewise.language.patterns import Hit
from spinewise.language.replies import Answer
from spinewise.triage.types import Assertion, Mention


def mention_of(
    text: str, sentence: Sentence, hit: Hit, finding: str, claim: Assertion
) -> Mention:
    """Return the mention of a finding with the words of the text that it stands on."""
    start = sentence.tokens[hit.start].start
    end = sentence.tokens[hit.end - 1].end
    return Mention(
        finding=finding, assertion=claim, quote=text[start:end], start=start, end=end
    )


def implied_answer(mentions: Iterable[Mention]) -> Answer | None:
    """Return the answer in a reply that only denies findings, or only doubts them."""
    claims_made = {mention.assertion for mention in mentions}
    if claims_made == {Assertion.ABSENT}:
        return "no"
    return "unsure" if claims_made == {Assertion.UNCERTAIN} else None


def reading_order(mention: Mention) -> tuple[int, int, str, str]:
    """Return the key that sorts mentions as they stand in the text."""
    return (mention.start, mention.end, mention.finding, mention.assertion)
