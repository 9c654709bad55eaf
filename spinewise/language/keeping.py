"""Keep a compiled listener in a file, so that a start need not compile it again.

Compiling the lexicon and teaching the second ear take seconds, reading both back a
fraction of one. The file is a pickle: read it from a model of your own alone.
"""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from platform import python_version
from typing import Any, BinaryIO, Final

from spinewise.language.compiling import AnyForm, Compiled, Options, collector_paused
from spinewise.language.concepts import Forms
from spinewise.language.listener import Listener
from spinewise.language.normalise import Tokeniser
from spinewise.language.reader import Reader
from spinewise.language.tongue import Tongues
from spinewise.language.typos import ordinary_words

# Whose objects are among what is kept.
_LIBRARIES: Final = ("numpy", "rapidfuzz", "scikit-learn", "scipy")
_ORDINARY: Final = "ordinary words"
_Cache: Final = type(lru_cache(len))


def made_by() -> str:
    """Return the versions that can read a file: those that made it."""
    names = (f"{name} {version(name)}" for name in _LIBRARIES)
    return ", ".join([f"python {python_version()}", *names])


def keep(listener: Listener, file: BinaryIO) -> None:
    """Write a listener, its second ear taught, to a file."""
    listener.prepare()
    _Pickler(file).dump(listener)


def restore(file: BinaryIO) -> Listener:
    """Return the listener that `keep` wrote."""
    with collector_paused():
        listener: Listener = _Unpickler(file).load()
    return listener


class _Pickler(pickle.Pickler):
    """Makes caches, tokenizer and languages anew instead of keeping them."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._seen: dict[Forms, Forms] = {}

    def _one(self, forms: Forms) -> Forms:
        """Return one object for all equal sets: a third of the memory."""
        return self._seen.setdefault(forms, forms)

    def persistent_id(self, obj: Any) -> str | None:
        """Name the dictionary of English, which a library brings along."""
        return _ORDINARY if obj is ordinary_words() else None

    def reducer_override(self, obj: Any) -> Any:
        """Return how to make an object that pickle knows nothing of."""
        if isinstance(obj, _Cache):
            parameters = obj.cache_parameters()
            return _cache, (obj.__wrapped__, parameters["maxsize"])
        if isinstance(obj, Tokeniser):
            return Tokeniser, ()
        if isinstance(obj, Tongues):
            return Tongues, (obj.languages,)
        if isinstance(obj, AnyForm):
            return AnyForm, (self._one(obj.forms),)
        if isinstance(obj, Options):
            rest = (obj.by_form, self._one(obj.firsts), obj.others)
            return Options, (obj.options, obj.optional, *rest)
        if isinstance(obj, Compiled):
            firsts = tuple(map(self._one, obj.firsts))
            lean = (self._one(obj.rarest), obj.needs, obj.order, firsts, obj.bounded)
            return Compiled, (obj.runs, obj.distances, *lean)
        if isinstance(obj, Reader):
            # Only compiling weighs words.
            return copyreg.__newobj__, (Reader,), {**vars(obj), "_weights": {}}  # type: ignore[attr-defined]
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, pid: str) -> Any:
        """Return what `persistent_id` named."""
        if pid != _ORDINARY:
            raise pickle.UnpicklingError(f"unknown: {pid}")
        return ordinary_words()


def _cache(wrapped: Callable[..., Any], maxsize: int | None) -> Any:
    return lru_cache(maxsize=maxsize)(wrapped)
