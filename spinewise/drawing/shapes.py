"""Outlines as SVG path data. Points are complex numbers, y up, in centimetres."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence

Point = complex


def heading(degrees: float) -> complex:
    """The unit step in a direction: 0 is right, 90 is up."""
    return cmath.rect(1, math.radians(degrees))


def joint_between(a: Point, b: Point, first: float, second: float, side: int) -> Point:
    """Where two bones from `a` to `b` meet; `side` 1 is clockwise of the way up.

    Bones too short to reach lie straight towards `b`.
    """
    way = b - a
    distance = max(abs(way), 1e-6)
    unit = way / distance
    along = (first**2 - second**2 + distance**2) / (2 * distance)
    if distance >= first + second or abs(along) > first:
        return a + unit * min(first, distance)
    across = math.sqrt(first**2 - along**2)
    return a + unit * along + unit * 1j * across * side


def xy(point: Point) -> str:
    """A point as SVG has it: y grows downwards."""
    return f"{point.real:.1f} {-point.imag:.1f}"


def bone(a: Point, b: Point, at_a: float, at_b: float) -> str:
    """A limb part with round ends, `at_a` and `at_b` thick to each side."""
    way = b - a
    length = max(abs(way), 0.1)
    turn = math.acos(max(-1.0, min(1.0, (at_a - at_b) / length)))
    angle = cmath.phase(way) if abs(way) > 0.1 else 0.0
    right, left = cmath.rect(1, angle - turn), cmath.rect(1, angle + turn)
    big_a, big_b = (1, 0) if at_a >= at_b else (0, 1)
    return (
        f"M{xy(a + at_a * right)}L{xy(b + at_b * right)}"
        f"A{at_b} {at_b} 0 {big_b} 0 {xy(b + at_b * left)}"
        f"L{xy(a + at_a * left)}A{at_a} {at_a} 0 {big_a} 0 {xy(a + at_a * right)}Z"
    )


def blob(points: Sequence[Point]) -> str:
    """A smooth closed outline through the points."""
    count = len(points)
    parts = [f"M{xy(points[0])}"]
    for i in range(count):
        before, here = points[i - 1], points[i]
        there, after = points[(i + 1) % count], points[(i + 2) % count]
        one, two = here + (there - before) / 6, there - (after - here) / 6
        parts.append(f"C{xy(one)} {xy(two)} {xy(there)}")
    return "".join(parts) + "Z"


def line(points: Sequence[Point]) -> str:
    """A smooth open line through the points."""
    padded = [points[0], *points, points[-1]]
    parts = [f"M{xy(points[0])}"]
    for before, here, there, after in zip(
        padded, padded[1:], padded[2:], padded[3:], strict=False
    ):
        one, two = here + (there - before) / 6, there - (after - here) / 6
        parts.append(f"C{xy(one)} {xy(two)} {xy(there)}")
    return "".join(parts)


def along(points: Sequence[Point], share: float) -> Point:
    """The point at a share (0 to 1) of a smooth line through the points."""
    last = len(points) - 1
    place = min(max(share, 0.0), 1.0) * last
    i = min(int(place), last - 1)
    t = place - i
    a, b = points[i], points[i + 1]
    before = points[i - 1] if i else 2 * a - b
    after = points[i + 2] if i + 2 <= last else 2 * b - a
    return 0.5 * (
        2 * a
        + (b - before) * t
        + (2 * before - 5 * a + 4 * b - after) * t**2
        + (3 * a - before - 3 * b + after) * t**3
    )
