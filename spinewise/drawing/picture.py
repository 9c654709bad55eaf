"""Compose the picture of a pose: its panels side by side, the last one moving."""

from __future__ import annotations

import math
from collections.abc import Iterable

import drawsvg
import resvg_py

from spinewise.drawing.body import Body
from spinewise.drawing.figure import Part
from spinewise.drawing.panels import Layout, Panel, layout, shapes_of
from spinewise.drawing.scenery import boxes, cord
from spinewise.drawing.shapes import Point, line
from spinewise.knowledge.pose_types import Pose

PAPER, EDGE, FLOOR, RIM = "#f4f8fa", "#c9d5dc", "#7d8c96", "#f4f8fa"
ARROW, BADGE = "#d1340b", "#17232b"
_GAP = 6.0  # between panels, in cm
_PNG_WIDTH = 900  # pixels
_STACK_FROM = 1.25  # panels this much wider than high stand below each other
_SECONDS = 3.0  # one way of a movement, with the rest at its end
# Of one way there and back: rest, move, rest, move back.
_REST = 0.1
# Without this wish the last panel moves; with it all panels are still.
_STYLE = (
    ".moving{display:none}@media (prefers-reduced-motion:no-preference)"
    "{.moving{display:inline}.still{display:none}}"
)
# Digits as lines in a box of 4 by 6, so that no font is needed.
_DIGITS = (
    (0.6 + 4.6j, 2.2 + 6j, 2.2 + 0j),
    (0.3 + 4.8j, 1.8 + 6j, 3.6 + 5j, 3.2 + 3.2j, 0.2 + 0j, 3.8 + 0j),
    (0.3 + 6j, 3.6 + 6j, 1.7 + 3.7j, 3.6 + 2.4j, 3.2 + 0.5j, 1.6 + 0j, 0.1 + 0.8j),
    (2.9 + 0j, 2.9 + 6j, 0 + 1.9j, 4 + 1.9j),
)


def svg(pose: Pose, *, moving: bool = True) -> str:
    """The picture as SVG; with `moving` its last panel shows the movement.

    Nothing moves for a person who wishes for less motion.
    """
    plan = layout(pose)
    stacked, count = _stacked(plan), len(plan.panels)
    drawing = drawsvg.Drawing(*_size(plan), context=_context())
    if moving:
        drawing.append(drawsvg.Raw(f"<style>{_STYLE}</style>"))
    drawing.append(drawsvg.Raw(f"<title>{_escaped(pose.alt)}</title>"))
    for number, panel in enumerate(plan.panels):
        column, row = (0, number) if stacked else (number, 0)
        x = _GAP + column * (plan.wide + _GAP)
        y = _GAP + row * (plan.high + _GAP)
        last = number == count - 1
        _draw_panel(drawing, plan, panel, number, x, y, moving=moving and last)
    return str(drawing.as_svg())


def png(pose: Pose) -> bytes:
    """The picture as PNG, 900 pixels wide; it stands still."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg(pose, moving=False),
            width=_PNG_WIDTH,
            background="#ffffff",
            skip_system_fonts=True,
        )
    )


def size(pose: Pose) -> tuple[float, float]:
    """Width and height of the picture, in its own units."""
    return _size(layout(pose))


def _size(plan: Layout) -> tuple[float, float]:
    count = len(plan.panels)
    columns, rows = (1, count) if _stacked(plan) else (count, 1)
    wide = columns * plan.wide + (columns + 1) * _GAP
    high = rows * plan.high + (rows + 1) * _GAP
    return round(wide, 1), round(high, 1)


def _stacked(plan: Layout) -> bool:
    return plan.wide > plan.high * _STACK_FROM


def _context() -> drawsvg.Context:
    return drawsvg.Context(invert_y=False)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _draw_panel(
    drawing: drawsvg.Drawing,
    plan: Layout,
    panel: Panel,
    number: int,
    x: float,
    y: float,
    *,
    moving: bool,
) -> None:
    card = (x, y, plan.wide, plan.high)
    drawing.append(drawsvg.Rectangle(*_tenths(card), rx=5, fill=PAPER, stroke=EDGE))
    clip = drawsvg.ClipPath()
    clip.append(drawsvg.Rectangle(*_tenths(card), rx=5))
    shown = drawsvg.Group(clip_path=clip)
    step = complex(x, y + plan.high) - panel.corner.conjugate()
    inside = drawsvg.Group(transform=f"translate({step.real:.1f} {step.imag:.1f})")
    _draw_scenery(inside, plan, panel)
    if moving:
        inside.append(_figure(panel, [panel.body], "still"))
        inside.append(_figure(panel, plan.moving, "moving"))
    else:
        inside.append(_figure(panel, [panel.body], ""))
    for way in panel.arrows:
        _draw_arrow(inside, way)
    shown.append(inside)
    drawing.append(shown)
    _draw_badge(drawing, number, complex(x + 9, y + 9))


def _tenths(values: Iterable[float]) -> list[float]:
    return [round(value, 1) for value in values]


def _draw_scenery(group: drawsvg.Group, plan: Layout, panel: Panel) -> None:
    if panel.body.view != "above" and panel.corner.imag <= 0 and _has_floor(panel):
        left, right = panel.corner.real, panel.corner.real + plan.wide
        floor = {"fill": "#dde5e9"}
        depth = round(-panel.corner.imag + 1, 1)
        group.append(
            drawsvg.Rectangle(*_tenths((left, 0, right - left)), depth, **floor)
        )
        line_at = _tenths((left, 0, right, 0))
        group.append(drawsvg.Line(*line_at, stroke=FLOOR, stroke_width=1.4))
    for prop in panel.props:
        for (colour, x, y, wide, high), radius in boxes(prop):
            box = _tenths((x, -y - high, wide, high))
            group.append(drawsvg.Rectangle(*box, rx=radius, fill=colour))


def _has_floor(panel: Panel) -> bool:
    return all(prop.kind != "mat_above" for prop in panel.props)


def _figure(panel: Panel, bodies: list[Body], kind: str) -> drawsvg.Group:
    """The person; in more than one position, moving there and back."""
    group = drawsvg.Group(**({"class": kind} if kind else {}))
    drawn = [_parts(panel, body) for body in bodies]
    for same in zip(*drawn, strict=True):
        group.append(_shape(same[0], [part.path for part in same]))
    return group


def _parts(panel: Panel, body: Body) -> list[Part]:
    behind, before = shapes_of(body)
    cords = [
        Part("cord", path, colour, width=width)
        for path, colour, width in filter(None, (cord(p, body) for p in panel.props))
    ]
    return [*behind, *before[:-2], *cords, *before[-2:]]


def _shape(part: Part, paths: list[str]) -> drawsvg.Path:
    if part.width:
        style = {
            "fill": "none",
            "stroke": part.colour,
            "stroke_width": part.width,
            "stroke_linecap": "round",
        }
    else:
        style = {"fill": part.colour}
        if part.rim:
            style |= {"stroke": RIM, "stroke_width": 2.2, "paint_order": "stroke"}
    shape = drawsvg.Path(paths[0], **style)
    if len(set(paths)) > 1:
        shape.append_anim(_animation(paths))
    return shape


def _animation(paths: list[str]) -> drawsvg.Animate:
    there = [_eased(i / (len(paths) - 1)) for i in range(len(paths))]
    span = 0.5 - _REST
    times = [0.0, *(_REST / 2 + span * t for t in there)]
    times += [*(0.5 + _REST / 2 + span * t for t in there), 1.0]
    values = [paths[0], *paths, *reversed(paths), paths[0]]
    ways = max(1, (len(paths) - 1) / 4)
    return drawsvg.Animate(
        "d",
        f"{2 * _SECONDS * (0.5 + 0.5 * ways):g}s",
        ";".join(values),
        keyTimes=";".join(f"{time:.3f}" for time in times),
        repeatCount="indefinite",
    )


def _eased(share: float) -> float:
    """When a share of the way is done, for a slow start and a slow end."""
    return math.acos(1 - 2 * share) / math.pi


def _draw_arrow(group: drawsvg.Group, way: list[Point]) -> None:
    end, before = way[-1], way[-2]
    ahead = (end - before) / max(abs(end - before), 1e-6)
    shaft = [*way[:-1], end - ahead * 5]
    head = [end + ahead * 2, end - ahead * 8 + 6j * ahead, end - ahead * 8 - 6j * ahead]
    for colour, extra in ((RIM, 3.0), (ARROW, 0.0)):
        group.append(
            drawsvg.Path(
                line(shaft),
                fill="none",
                stroke=colour,
                stroke_width=3.6 + extra,
                stroke_linecap="round",
            )
        )
        tip = "M" + "L".join(f"{p.real:.1f} {-p.imag:.1f}" for p in head) + "Z"
        group.append(
            drawsvg.Path(
                tip,
                fill=colour,
                stroke=colour,
                stroke_width=extra,
                stroke_linejoin="round",
            )
        )


def _draw_badge(drawing: drawsvg.Drawing, number: int, centre: Point) -> None:
    drawing.append(
        drawsvg.Circle(*_tenths((centre.real, centre.imag)), 6.5, fill=BADGE)
    )
    digit = [centre + (point - 2 - 3j).conjugate() for point in _DIGITS[number]]
    points = "L".join(f"{point.real:.1f} {point.imag:.1f}" for point in digit)
    drawing.append(
        drawsvg.Path(
            f"M{points}",
            fill="none",
            stroke="#ffffff",
            stroke_width=1.3,
            stroke_linecap="round",
            stroke_linejoin="round",
        )
    )
