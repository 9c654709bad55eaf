"""Who is spoken of at each word of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from spinewise.language.patterns import Hit

WRITER = "writer"
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Marked:
    """Who is spoken of at each token of a sentence, and where relatives are named.

    `turns` are the places where the writer takes over as the subject ("i"). The first
    `carried` words have no subject of their own: that of the sentence before is
    taken for theirs. `subjects` are the places of relatives who may be patients.
    """

    people: tuple[str, ...]
    named: dict[int, int]
    turns: tuple[int, ...]
    carried: int = 0
    subjects: frozenset[int] = frozenset()

    def person(self, hit: Hit) -> str:
        """Return whose body the words of a hit are about.

        A relative who is part of the finding itself ("fell off my horse", "my partner
        scares me") does not own it: then the person before counts.
        """
        place = hit.end - 1
        own = [token for token in hit.tokens if token in self.named]
        if own:
            if own[0] == hit.start and own[0] in self.subjects:
                return self.people[own[0]]
            place = self.named[own[0]] - 1
        elif self._takes_over(hit):
            place = hit.start
        return self.people[place] if place >= 0 else ""

    def _takes_over(self, hit: Hit) -> bool:
        """Whether a hit begins with somebody else ("he fell, i have a stiff neck")."""
        if self.people[hit.start] in (WRITER, "") or self.is_carried(hit):
            return False
        return any(hit.start < place < hit.end for place in self.turns)

    def is_carried(self, hit: Hit) -> bool:
        """Whether a hit begins before its sentence has named any person."""
        return hit.start < self.carried

    def teller(self, hit: Hit) -> str:
        """Return whose complaint it is, the writer's when they are among its words."""
        ends = (self.people[hit.start], self.people[hit.end - 1])
        return WRITER if WRITER in ends else ends[1]

    def owns(self, hit: Hit) -> bool:
        """Whether a relative's name is among the words of the hit."""
        return any(token in self.named for token in hit.tokens)
