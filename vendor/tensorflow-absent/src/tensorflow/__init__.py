"""A stand-in for TensorFlow: Rasa may import it, nobody may use it.

Rasa 3.6 imports TensorFlow, Keras and TensorFlow Hub unconditionally, even for
bots whose pipeline never touches them. This package answers those imports (any
submodule, any attribute, subclassing, decorating, subscripting) and raises
`TensorFlowAbsentError` as soon as a program instantiates or calls something.
"""

import importlib.abc
import importlib.machinery
import sys
import types

__version__ = "2.12.0+absent"

_ROOTS = ("tensorflow", "keras", "tensorflow_hub", "tensorflow_text")
_MESSAGE = (
    "{name} was used, but Spinewise installs no TensorFlow. A component in "
    "config.yml needs it (DIETClassifier, TEDPolicy, ResponseSelector, ...). "
    "Remove that component, or put TensorFlow back as the README describes."
)


class TensorFlowAbsentError(ImportError):
    """Something that needs the real TensorFlow was really used."""

    def __init__(self, name: str) -> None:
        super().__init__(_MESSAGE.format(name=name))


class _AbsentMeta(type):
    """Lets a placeholder be looked into, subclassed, subscripted, not called."""

    def __getattr__(cls, name: str) -> "_AbsentMeta":
        if name.startswith("__"):
            raise AttributeError(name)
        return placeholder(f"{cls.__absent_name__}.{name}")

    def __getitem__(cls, _item: object) -> "_AbsentMeta":
        return cls

    def __or__(cls, _other: object) -> "_AbsentMeta":
        return cls

    __ror__ = __or__

    def __call__(cls, *args: object, **kwargs: object) -> object:
        # A bare decorator (`@tf.function`) is called with the function it marks:
        # that is still import time, so the function passes through untouched.
        if len(args) == 1 and not kwargs and isinstance(args[0], types.FunctionType):
            return args[0]
        raise TensorFlowAbsentError(cls.__absent_name__)


def placeholder(name: str) -> _AbsentMeta:
    """Return what stands for `name`: it may be looked into, never used."""
    return _AbsentMeta(name.rpartition(".")[2], (), {"__absent_name__": name})


class _AbsentModule(types.ModuleType):
    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return placeholder(f"{self.__name__}.{name}")


class _AbsentFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds every submodule of the absent packages.

    It stands last on the meta path, so an installed real package wins.
    """

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] in _ROOTS:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: attributes are made when asked for."""


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return placeholder(f"tensorflow.{name}")


sys.meta_path.append(_AbsentFinder())
