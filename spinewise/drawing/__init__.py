"""Pictures of exercises, drawn from the poses of the knowledge folder. Pure."""

from spinewise.drawing.picture import png, size, svg

__all__ = ["png", "size", "svg"]
