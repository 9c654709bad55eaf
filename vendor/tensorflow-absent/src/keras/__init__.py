"""The part of the TensorFlow stand-in that answers `import keras`."""

from tensorflow import placeholder


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return placeholder(f"keras.{name}")
