"""Hear facts about the patient: age, sex, pregnancy, onset, pain, temperature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spinewise.language import entries
from spinewise.language.clauses import Sentence
from spinewise.language.patterns import Hit, Patterns
from spinewise.language.reader import Reader, Today
from spinewise.triage.types import Profile

_MID_DECADE = 5
_WEEKS_A_MONTH = 4.3
_A_DAY = {"onset_days": 1, "onset_hours": 24}


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated fact with the place of its words."""

    name: str
    value: bool | float | str
    sentence: int
    hit: Hit


class FactWords:
    """Fact patterns and medicine names, compiled."""

    def __init__(self, words: entries.Facts, reader: Reader, today: Today) -> None:
        """Compile the patterns of facts.yml."""
        self._reader = reader
        self._today = today
        self._say: Patterns[tuple[int, entries.FactPhrases]] = reader.compile(
            (text, (rank, item))
            for rank, item in enumerate(words.facts)
            for text in item.say
        )
        self._except: Patterns[int] = reader.compile(
            (text, rank)
            for rank, item in enumerate(words.facts)
            for text in item.except_
        )
        self._medicines: Patterns[str] = reader.compile(
            (word, item.name) for item in words.medicines for word in item.words
        )

    def find(self, number: int, sentence: Sentence) -> list[Fact]:
        """Return the facts of a sentence."""
        excepted: dict[int, set[int]] = {}
        for hit, rank in self._except.find(sentence.tagged):
            excepted.setdefault(rank, set()).update(range(hit.start, hit.end))
        found = []
        for hit, (rank, item) in self._say.find(sentence.tagged):
            if not excepted.get(rank, set()).isdisjoint(hit.tokens):
                continue
            value = self._value(sentence, hit, item)
            if value is not None:
                found.append(Fact(item.fact, value, number, hit))
        return found

    def medicines(self, sentence: Sentence) -> list[tuple[Hit, str]]:
        """Return the medicines that a sentence names."""
        return self._medicines.find(sentence.tagged)

    def _value(
        self, sentence: Sentence, hit: Hit, item: entries.FactPhrases
    ) -> bool | float | str | None:
        if item.value is not None:
            return item.value
        # "a 45 year old": digits and number words before "a", which may mean one.
        numbers = sentence.tagged.concepts.get("number", {})
        places = [place for place in hit.tokens if place in numbers] or hit.tokens
        for place in places:
            number = self._number(sentence, place, item.fact)
            if number is not None:
                inside = item.at_least <= number <= item.at_most
                return number * item.times if inside else None
        return None

    def _number(self, sentence: Sentence, place: int, fact: str) -> float | None:
        if fact == "age_decade":
            if place in sentence.tagged.concepts.get("decade", {}):
                return self._reader.value(sentence.tokens[place].form)
            return None
        return self._reader.value_at(sentence, place)

    def profile(
        self, facts: Sequence[Fact], told: set[int], drugs: Iterable[str]
    ) -> Profile:
        """Return the profile; `told` are the sentences that tell the complaint."""
        first: dict[str, bool | float | str] = {}
        for fact in sorted(facts, key=_reading_order):
            first.setdefault(fact.name, fact.value)
        sex = first.get("sex")
        return Profile(
            age=self._age(first),
            sex=str(sex) if sex else None,
            pregnant=_flag(first.get("pregnant")),
            weeks_pregnant=_weeks(first),
            postpartum=_flag(first.get("postpartum")),
            onset_days=_onset(facts, told),
            pain=_number(first.get("pain")),
            temperature=_celsius(first),
            medicines=tuple(dict.fromkeys(drugs)),
        )

    def _age(self, first: dict[str, bool | float | str]) -> float | None:
        for name, convert in (
            ("age_months", _months_to_years),
            ("age_weeks", _weeks_to_years),
            ("age", float),
            ("age_decade", _decade_to_years),
            ("birth_year", self._born_to_years),
        ):
            value = _number(first.get(name))
            if value is not None:
                return convert(value)
        return None

    def _born_to_years(self, year: float) -> float | None:
        age = self._today().year - year
        return age if age >= 0 else None


def _reading_order(fact: Fact) -> tuple[int, int, int]:
    return (fact.sentence, fact.hit.start, -len(fact.hit.tokens))


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _months_to_years(months: float) -> float:
    return months / 12


def _weeks_to_years(weeks: float) -> float:
    return weeks / 52


def _decade_to_years(decade: float) -> float:
    return decade + _MID_DECADE


def _weeks(first: dict[str, bool | float | str]) -> float | None:
    weeks = _number(first.get("weeks_pregnant"))
    months = _number(first.get("months_pregnant"))
    if weeks is None and months is not None:
        return round(months * _WEEKS_A_MONTH)
    return weeks


def _celsius(first: dict[str, bool | float | str]) -> float | None:
    celsius = _number(first.get("temperature"))
    fahrenheit = _number(first.get("temperature_f"))
    if celsius is None and fahrenheit is not None:
        return round((fahrenheit - 32) / 1.8, 1)
    return celsius


def _onset(facts: Sequence[Fact], told: set[int]) -> float | None:
    """Return when it began: the longest time named where the complaint is told."""
    named = [fact for fact in facts if fact.name in _A_DAY]
    near = [fact for fact in named if fact.sentence in told] or named
    values = [
        value // _A_DAY[fact.name]
        for fact in near
        if (value := _number(fact.value)) is not None
    ]
    return max(values, default=None)
