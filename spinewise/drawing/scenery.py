"""The things around a person: floor, mat, chair, wall and so on."""

from __future__ import annotations

from spinewise.drawing.body import Body
from spinewise.drawing.shapes import line
from spinewise.knowledge.pose_types import Prop

WOOD, DARK_WOOD = "#e3c79b", "#a27a45"
CLOTH, DARK_CLOTH = "#cfe3ee", "#8fb4c8"
GREY = "#9aa8b1"
STRAP = "#b3341f"
Box = tuple[str, float, float, float, float]  # colour, x, y, width, height


def boxes(prop: Prop) -> list[tuple[Box, float]]:
    """The rectangles of a thing, each with the radius of its corners."""
    x, y = prop.at
    wide, high = prop.size
    match prop.kind:
        case "mat":
            return [((DARK_CLOTH, x, -4, wide, 4), 2)]
        case "mat_above":
            return [((CLOTH, x, y, wide, high), 5)]
        case "pillow":
            return [((DARK_CLOTH, x, y, wide, high), min(wide, high) / 2.2)]
        case "wall":
            return [((GREY, x, 0, wide or 6, high or 190), 0)]
        case "table":
            return [
                ((WOOD, x, y - 4, wide, 4), 1),
                ((DARK_WOOD, x + 4, 0, 4, y - 4), 0),
                ((DARK_WOOD, x + wide - 8, 0, 4, y - 4), 0),
            ]
        case "chair":  # seen from the side; a negative width has its back on the right
            return _chair(x, y or 45, wide or 44, high or 45)
        case "chair_front":
            half = (wide or 46) / 2
            return [
                ((WOOD, x - half, 45, half * 2, high or 45), 4),
                ((DARK_WOOD, x - half, 0, 5, 45), 0),
                ((DARK_WOOD, x + half - 5, 0, 5, 45), 0),
                ((DARK_WOOD, x - half, 40, half * 2, 6), 2),
            ]
        case "door":
            return [
                ((DARK_WOOD, x, 0, 8, high), 0),
                ((DARK_WOOD, x + wide - 8, 0, 8, high), 0),
                ((DARK_WOOD, x, high - 8, wide, 8), 0),
            ]
    return []


def _chair(x: float, seat: float, wide: float, back: float) -> list[tuple[Box, float]]:
    left = min(x, x + wide)
    rear = x if wide > 0 else x - 5
    return [
        ((DARK_WOOD, left + 1, 0, 4, seat - 4), 0),
        ((DARK_WOOD, left + abs(wide) - 5, 0, 4, seat - 4), 0),
        ((WOOD, left, seat - 5, abs(wide), 5), 1.5),
        ((WOOD, rear, seat - 5, 5, back + 5), 2),
    ]


def cord(prop: Prop, body: Body) -> tuple[str, str, float] | None:
    """The path, colour and thickness of a strap or a stick between two joints."""
    if prop.joins is None:
        return None
    a, b = (body.joint(name) for name in prop.joins)
    if prop.kind == "stick":
        way = (b - a) / max(abs(b - a), 1e-6)
        return line([a - way * 12 + 11j * way, b + way * 8 + 11j * way]), DARK_WOOD, 3
    return line([a, b]), STRAP, 2.4
