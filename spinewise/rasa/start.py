"""Starts the server with only what it uses: `python -m spinewise.rasa.start`.

`rasa run` works as well; it imports the clients of every chat service, cloud and
database that Rasa knows, which takes most of its start and a third of its memory.
Here a placeholder stands in for each of those that the configuration doesn't name.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import re
import sys
import tarfile
from contextlib import suppress
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from spinewise.rasa.doorman import Doorman

# What is left out, and the words in the configuration files that bring it in; a name
# with a dot is a module within a package that is otherwise used.
_UNUSED: dict[str, tuple[str, ...]] = {
    "aio_pika": ("pika",),
    "aiogram": ("telegram",),
    "boto3": ("dynamo",),
    "botocore": ("dynamo",),
    "confluent_kafka": ("kafka",),
    "dask": (),
    "fbmessenger": ("facebook",),
    "google.auth": ("hangouts",),
    "google.oauth2": ("hangouts",),
    "matplotlib": (),
    "mattermostwrapper": ("mattermost",),
    "prompt_toolkit": (),
    "pymongo": ("mongod",),
    "questionary": (),
    "redis": ("redis",),
    "rocketchat_API": ("rocketchat",),
    "scipy.stats": ("Sklearn",),
    "sanic_jwt": (),
    "scipy.sparse.csgraph": ("Sklearn",),
    "sentry_sdk": (),
    "sklearn.cluster": ("Sklearn",),
    "sklearn.model_selection": ("Sklearn",),
    "skops.io._trusted_types": ("Sklearn",),
    "slack_sdk": ("slack", "SLACK_BOT_TOKEN"),
    "socketio": ("socketio", "rasa_chat"),
    "spacy.cli": (),
    "sqlalchemy": ("sql", "SQL", "dialect"),
    "twilio": ("twilio",),
    "webexteamssdk": ("webexteams",),
}
# What may be called: Rasa describes the tables of a SQL store that isn't there.
_DESCRIBING = frozenset(
    f"sqlalchemy.{name}"
    for name in ("Column", "Sequence", "String", "ext.declarative.declarative_base")
)
# skops imports all of scikit-learn and scipy to list the types that it lets a model
# hold, which takes longer than loading the model. Ours holds one of them.
_SHORT_LISTS: dict[str, dict[str, list[str]]] = {
    "skops.io._trusted_types": {
        "PRIMITIVE_TYPE_NAMES": [
            f"builtins.{name}" for name in ("int", "float", "str", "bool")
        ],
        "SKLEARN_ESTIMATOR_TYPE_NAMES": [
            "sklearn.linear_model._logistic.LogisticRegression"
        ],
        "SCIPY_UFUNC_TYPE_NAMES": [],
        "NUMPY_UFUNC_TYPE_NAMES": [],
        "NUMPY_DTYPE_TYPE_NAMES": [],
    },
}
# Objects made before the garbage collector looks; Python begins with 700, 10, 10.
_COLLECT_AFTER = (50_000, 20, 50)
# glibc's numbers for these parameters (malloc.h).
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_LARGE_BYTES, _ARENAS = 1 << 20, 2
_FILES = ("config.yml", "endpoints.yml", "credentials.yml")


class NotLoadedError(RuntimeError):
    """Something that was left out at the start was used after all."""


class _PlaceholderType(type):
    """Makes classes that can be named, called up and subclassed, but not used."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(f"{cls.__qualname__}.{name}")

    def __call__(cls, *_: Any, **__: Any) -> Any:
        if cls.__qualname__ in _DESCRIBING:
            return _placeholder(f"{cls.__qualname__}()")
        raise NotLoadedError(
            f"{cls.__qualname__} was left out to start faster. Start with `rasa run`, "
            "or take its package out of the list in spinewise/rasa/start.py."
        )

    def __or__(cls, _other: Any) -> Any:
        return Any

    __ror__ = __or__


def _placeholder(name: str) -> Any:
    # What stands in an `except` clause must be an exception, though it never comes.
    bases = (Exception,) if name.endswith(("Error", "Exception")) else ()
    return _PlaceholderType(name, bases, {"__module__": __name__})


class _Placeholder(ModuleType):
    """A module of which every name is a placeholder."""

    # What the import system asks of a package, and `import *` of any module.
    __path__: list[str] = []  # noqa: RUF012
    __all__: list[str] = []  # noqa: RUF012

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _placeholder(f"{self.__name__}.{name}")
        setattr(self, name, made)
        return made


class LeaveOut(MetaPathFinder, Loader):
    """Imports placeholders in place of the modules that are left out."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Any = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Claim a module that is left out, or that is part of one."""
        parts = fullname.split(".")
        above = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
        return ModuleSpec(fullname, self) if above & self._names else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return a placeholder module."""
        return _Placeholder(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Fill in what a short list holds; other placeholders stay empty."""
        vars(module).update(_SHORT_LISTS.get(module.__name__, {}))


def unused(configuration: str) -> frozenset[str]:
    """Return the modules that a server with this configuration has no use for.

    Args:
        configuration: the text of the configuration files, and the names of the
            variables in the environment.
    """
    # Our own channels carry names like "telegram" too, but not Rasa's client.
    named = re.sub(r"#.*|spinewise\.\S+", "", configuration)
    return frozenset(
        name
        for name, words in _UNUSED.items()
        if not any(word in named for word in words)
    )


def main(arguments: list[str] | None = None) -> None:
    """Run the server; takes the options of `rasa run` that `make run` needs."""
    chosen = _parser().parse_args(arguments)
    try:
        doorman = Doorman(chosen.interface, chosen.port)
    except OSError as error:
        address = f"{chosen.interface}:{chosen.port}"
        sys.exit(f"{address} cannot be used ({error.strerror}). Choose another --port.")
    # Nearly all that a start makes stays: looking through it again and again for
    # something to throw away takes a tenth of it.
    gc.set_threshold(*_COLLECT_AFTER)
    files = map(Path, (chosen.endpoints, chosen.credentials, *_FILES))
    texts = [path.read_text() for path in files if path.is_file()]
    # Slack is switched on by the environment alone.
    texts.append(" ".join(os.environ))
    sys.meta_path.insert(0, LeaveOut(unused("\n".join(texts))))
    sys.path.insert(1, str(Path.cwd()))
    # A message's arithmetic is too little to share: threads only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _leave_out_setuptools()
    _give_memory_back()
    _serve(chosen, doorman)


def _leave_out_setuptools() -> None:
    """Let Sanic use Python's own distutils; setuptools has a copy of it."""
    shim = sys.modules.get("_distutils_hack")
    if shim is not None:
        shim.remove_shim()


def _give_memory_back() -> None:
    """Let glibc return large pieces at once, and share what it keeps.

    After the first large piece it keeps all others up to that size; a model is read in
    pieces of 30 MB.
    """
    with suppress(OSError, AttributeError):
        allocator = ctypes.CDLL(None)
        allocator.mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        allocator.mallopt(_ARENA_MAX, _ARENAS)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interface", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--endpoints", default="endpoints.yml")
    parser.add_argument("--credentials", default="credentials.yml")
    parser.add_argument("--model", default="models")
    parser.add_argument("--enable-api", action="store_true")
    parser.add_argument("--auth-token", default=None)
    return parser


class _CheckedTar(tarfile.TarFile):
    """Refuses what leads out of its folder, as Rasa's own does, in half the time."""

    def extractall(self, path: Any = ".", *_: Any, **__: Any) -> None:
        """Extract all members below a folder.

        Raises:
            tarfile.FilterError: a member would end up elsewhere.
        """
        super().extractall(path, filter="data")


def _serve(chosen: argparse.Namespace, doorman: Doorman) -> None:
    import rasa.telemetry
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.engine.storage import local_model_storage
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    from spinewise.rasa import quick_yaml

    quick_yaml.use()
    local_model_storage.TarSafe = _CheckedTar
    configure_logging_and_warnings(None, None, warn_only_once=True)
    configure_structlog(None)
    rasa.telemetry.initialize_telemetry()
    _let_in_by(doorman)
    serve_application(
        model_path=chosen.model,
        interface=chosen.interface,
        port=chosen.port,
        credentials=chosen.credentials,
        endpoints=AvailableEndpoints.read_endpoints(chosen.endpoints),
        enable_api=chosen.enable_api,
        auth_token=chosen.auth_token,
    )


def _let_in_by(doorman: Doorman) -> None:
    """Let Sanic take over the doorman's socket once the model is loaded."""
    from sanic import Sanic

    run = Sanic.run

    def run_on_open_socket(app: Sanic, *_: Any, **options: Any) -> None:
        options |= {"host": None, "port": None, "sock": doorman.socket}
        if options.get("workers", 1) > 1:
            doorman.leave()  # the workers' copies of it could not

        async def leave(*_: Any) -> None:
            doorman.leave()

        # Rasa's own listener, which loads the model, was registered before.
        app.register_listener(leave, "before_server_start")
        run(app, **options)

    Sanic.run = run_on_open_socket


if __name__ == "__main__":
    main()
