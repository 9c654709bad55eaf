"""What was heard in a message, as Rasa entities and back.

The entities are what a Rasa user sees (`rasa shell nlu`, `/model/parse`) and what
the safety policy reads; nothing else carries what was heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from spinewise.language import Heard
from spinewise.triage.types import Assertion, Likeness, Mention, Profile

FINDING, FACT, FACT_OF_OTHER = "finding", "fact", "fact_of_other"
COMPLAINT, REGION, REPLY, PATIENT = "complaint", "region", "reply", "patient"
_OTHER = "other"
LIKENESS = "likeness"
LANGUAGE = "language"

Entity = dict[str, Any]


def entities_from(heard: Heard, *, extractor: str) -> list[Entity]:
    """Return one entity per finding and fact, and one each for the rest."""
    found = [
        {
            "entity": FINDING,
            "value": mention.finding,
            "role": mention.assertion.value,
            "quote": mention.quote,
            "start": mention.start,
            "end": mention.end,
            "extractor": extractor,
            **({"distant": True} if mention.distant else {}),
        }
        for mention in heard.mentions
    ]
    plain: list[tuple[str, str | None, Any]] = [
        (entity, name, value)
        for entity, profile in ((FACT, heard.profile), (FACT_OF_OTHER, heard.other))
        for name, value in asdict(profile).items()
        if value not in (None, ())
    ]
    plain += [(COMPLAINT, None, heard.complaint), (REGION, None, heard.region)]
    if heard.answer is not None:
        plain.append((REPLY, None, heard.answer))
    if heard.about_other:
        plain.append((PATIENT, None, _OTHER))
    if heard.likeness is not None:
        plain.append((LIKENESS, None, asdict(heard.likeness)))
    if heard.language is not None:
        plain.append((LANGUAGE, None, heard.language))
    return found + [_entity(*item, extractor=extractor) for item in plain]


def _entity(name: str, role: str | None, value: Any, *, extractor: str) -> Entity:
    entity = {"entity": name, "value": value, "start": 0, "end": 0}
    entity["extractor"] = extractor
    if role is not None:
        entity["role"] = role
    return entity


def heard_from(entities: Iterable[Mapping[str, Any]], *, extractor: str) -> Heard:
    """Read back what `entities_from` wrote; entities of others are passed over."""
    mentions: list[Mention] = []
    facts: dict[str, dict[str, Any]] = {FACT: {}, FACT_OF_OTHER: {}}
    single: dict[str, Any] = {}
    known_facts = {field.name for field in fields(Profile)}
    for entity in entities:
        if entity.get("extractor") != extractor:
            continue
        name, value = entity["entity"], entity["value"]
        if name == FINDING:
            mentions.append(_mention(entity))
        elif name in facts and entity.get("role") in known_facts:
            plain = tuple(value) if isinstance(value, list) else value
            facts[name][entity["role"]] = plain
        else:
            single[name] = value
    return Heard(
        mentions=tuple(mentions),
        profile=Profile(**facts[FACT]),
        other=Profile(**facts[FACT_OF_OTHER]),
        complaint=single.get(COMPLAINT, "none"),
        region=single.get(REGION, "unknown"),
        answer=single.get(REPLY),
        about_other=single.get(PATIENT) == _OTHER,
        likeness=Likeness(**single[LIKENESS]) if LIKENESS in single else None,
        language=single.get(LANGUAGE),
    )


def _mention(entity: Mapping[str, Any]) -> Mention:
    return Mention(
        finding=entity["value"],
        assertion=Assertion(entity["role"]),
        quote=entity["quote"],
        start=entity["start"],
        end=entity["end"],
        distant=entity.get("distant", False),
    )
