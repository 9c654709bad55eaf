"""The part of the TensorFlow stand-in that answers `import tensorflow_hub`."""

from tensorflow import placeholder


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return placeholder(f"tensorflow_hub.{name}")
