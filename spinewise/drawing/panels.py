"""Where everything of a picture stands: one panel for each position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spinewise.drawing.body import Body, between, body_of, filled
from spinewise.drawing.figure import Part, parts_behind, parts_in_front
from spinewise.drawing.scenery import boxes
from spinewise.drawing.shapes import Point
from spinewise.knowledge.pose_types import Arrow, Frame, Pose, Prop, View

_STEPS = 4  # positions between two frames, for arrows and for the movement
_ROOM = 15.0  # from a joint to the edge, in cm


@dataclass(frozen=True, slots=True)
class Panel:
    """One position: the body, what stands around it, its arrows and what is shown."""

    body: Body
    props: tuple[Prop, ...]
    arrows: tuple[list[Point], ...]
    corner: Point  # lower left of what is shown


@dataclass(frozen=True, slots=True)
class Layout:
    """All panels of a picture, and the size of each in cm."""

    panels: list[Panel]
    wide: float
    high: float
    moving: list[Body]  # the positions of the movement, first to last


def layout(pose: Pose) -> Layout:
    """Place the panels of a pose."""
    frames = filled(pose.frames)
    bodies = [body_of(frame) for frame in frames]
    arrows = [list(_arrows(pose, frames, number)) for number in range(len(frames))]
    views: dict[View, tuple[Point, Point]] = {}
    for view in {body.view for body in bodies}:
        points: list[Point] = []
        for body, ways in zip(bodies, arrows, strict=True):
            if body.view == view:
                points += [*_joints(body), *(p for way in ways for p in way)]
        views[view] = _edges(points, _props(pose, view), pose)
    wide = max((high - low).real for low, high in views.values())
    high = max((high - low).imag for low, high in views.values())
    panels = []
    for body, ways in zip(bodies, arrows, strict=True):
        low, top = views[body.view]
        corner = complex((low + top).real / 2 - wide / 2, low.imag)
        props = _props(pose, body.view)
        panels.append(Panel(body, props, tuple(ways), corner))
    return Layout(panels, wide, high, _moving(frames))


def shapes_of(body: Body) -> tuple[list[Part], list[Part]]:
    """The shapes of a body: those behind the near side, and the rest."""
    return parts_behind(body), parts_in_front(body)


def _moving(frames: list[Frame]) -> list[Body]:
    start = len(frames) - 1
    while start and frames[start - 1].view == frames[-1].view:
        start -= 1
    same = frames[start:]
    found = [body_of(same[0])]
    for a, b in pairwise(same):
        found += [body_of(between(a, b, i / _STEPS)) for i in range(1, _STEPS + 1)]
    return found


def _props(pose: Pose, view: View) -> tuple[Prop, ...]:
    return tuple(prop for prop in pose.props if prop.view in (None, view))


def _joints(body: Body) -> Iterator[Point]:
    yield from body.spine
    yield body.head
    for limb in body.limbs.values():
        yield from (limb.root, limb.middle, limb.end, limb.tip)


def _edges(
    points: list[Point], props: tuple[Prop, ...], pose: Pose
) -> tuple[Point, Point]:
    if pose.crop:
        left, low, right, top = pose.crop
        return complex(left, low), complex(right, top)
    xs, ys = [p.real for p in points], [p.imag for p in points]
    left, right = min(xs) - _ROOM, max(xs) + _ROOM
    low, top = min(ys) - _ROOM, max(ys) + _ROOM
    for prop in props:
        for (_, x, y, wide, high), _ in boxes(prop):
            left, right = min(left, x - 3), max(right, x + wide + 3)
            low, top = min(low, y - 3), max(top, y + high + 3)
    return complex(left, low), complex(right, top)


def _arrows(pose: Pose, frames: list[Frame], number: int) -> Iterator[list[Point]]:
    for arrow in pose.arrows:
        panel = len(frames) if arrow.panel is None else arrow.panel
        if panel == number + 1:
            yield _way(arrow, frames, number)


def _way(arrow: Arrow, frames: list[Frame], number: int) -> list[Point]:
    if arrow.of is None:
        return [complex(*point) for point in arrow.through]
    a, b = frames[max(number - 1, 0)], frames[number]
    bodies = [body_of(between(a, b, i / _STEPS)) for i in range(_STEPS + 1)]
    return [body.joint(arrow.of) + complex(*arrow.aside) for body in bodies]
