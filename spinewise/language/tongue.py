"""Tell which language a message is in that is not English (ADR 7)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any, Final

from spinewise.knowledge.types import OTHER_LANGUAGE
from spinewise.language.typos import ordinary_words

ENGLISH: Final = "en"
_WORD: Final = re.compile(r"(?<!['’\w])[^\W\d_]+")
# Chosen on the 15,400 English lines of tests/, data/nlu and the lexicon's examples, and
# on 60 short foreign messages (ADR 7): a foreign language at least so likely, English
# at most so, and a language that is answered before a sister that is not (Galician).
_SURE: Final = 0.6
_ENGLISH_AT_MOST: Final = 0.05
_LIKELY: Final = 0.1
# More English words than this share, and the message is English.
_MOSTLY: Final = 0.6
# Words, or letters of another script: "hola", "lumbago" and a "ツ" say too little.
_FEWEST: Final = 2


class Tongues:
    """Recognises some languages; the model loads with the first foreign message."""

    def __init__(self, languages: Iterable[str]) -> None:
        """Recognise these ISO 639-1 codes; without any, take all for English."""
        self.languages = frozenset(languages)

    def of(self, text: str, known: Collection[str] = ()) -> str | None:
        """Return the code of a foreign message's language, or `OTHER_LANGUAGE`.

        `known` are more English words: those of the lexicon. None for English, and
        for a message that is too short to tell.
        """
        words = [word.lower() for word in _WORD.findall(text)]
        latin = any(word.isascii() for word in words)
        enough = len(words) if latin else len("".join(words))
        if not self.languages or enough < _FEWEST:
            return None
        english = ordinary_words()
        heard = sum(word in english or word in known for word in words)
        if heard > _MOSTLY * len(words):
            return None
        ranked = self._model.rank(text)
        if ranked[0][1] < _SURE or dict(ranked)[ENGLISH] > _ENGLISH_AT_MOST:
            return None
        likely = (each for each, sure in ranked if sure >= _LIKELY)
        answered = (each for each in likely if each in self.languages)
        return next(answered, OTHER_LANGUAGE)

    @cached_property
    def _model(self) -> Any:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
