"""From a frame of a pose to the joints of a body, and from one frame to the next."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass, field

import msgspec

from spinewise.drawing.shapes import Point, heading, joint_between
from spinewise.knowledge.pose_types import Frame, Limb, View

# Lengths of a person 170 cm tall, in cm.
TRUNK = (14.0, 17.0, 19.0)
NECK, HEAD = 8.0, 10.0
UPPER_ARM, LOWER_ARM, HAND = 28.0, 24.0, 8.0
THIGH, SHIN, FOOT = 42.0, 40.0, 16.0
SHOULDERS, HIPS = 17.0, 8.5  # half widths, from the front
# Where a far limb that goes with the near one is seen, so that both show.
BESIDE = 4 + 2j
_FLAT_VIEWS = ("front", "back")


@dataclass(frozen=True, slots=True)
class Bones:
    """An arm or a leg: its three joints and the tip of hand or foot."""

    root: Point
    middle: Point
    end: Point
    tip: Point
    under: bool = False  # its lower half goes behind the trunk


@dataclass(frozen=True, slots=True)
class Body:
    """All joints of one position."""

    view: View
    spine: tuple[Point, ...]  # hip, waist, chest, shoulders
    neck: Point
    head: Point
    head_angle: float
    limbs: dict[str, Bones] = field(default_factory=dict)
    turn: float = 0
    gaze: float = 0
    belly: float = 0
    blades: float = 9

    def joint(self, name: str) -> Point:
        """The place of a joint by its name in the poses."""
        spine = dict(
            zip(("hip", "waist", "chest", "shoulder"), self.spine, strict=True)
        )
        if name in spine:
            return spine[name]
        if name == "head":
            return self.head
        side, _, part = name.partition("_")
        limb = self.limbs[f"{side}_{'arm' if part in ('elbow', 'hand') else 'leg'}"]
        return limb.middle if part in ("elbow", "knee") else limb.end


def filled(frames: tuple[Frame, ...]) -> list[Frame]:
    """The frames with everything said that the frames before say."""
    whole = [frames[0]]
    for frame in frames[1:]:
        said = {
            name: value
            for name in frame.__struct_fields__
            if (value := getattr(frame, name)) is not None
        }
        whole.append(msgspec.structs.replace(whole[-1], **said))
    return whole


def between(a: Frame, b: Frame, share: float) -> Frame:
    """The frame at a share (0 to 1) of the way from one frame to the next."""

    def mix(x: float, y: float) -> float:
        return x + (y - x) * share

    def mixed(x: float | None, y: float | None) -> float | None:
        return None if x is None or y is None else mix(x, y)

    def limb(name: str) -> Limb | None:
        x: Limb | None = getattr(a, name)
        y: Limb | None = getattr(b, name)
        if x is None or y is None:
            return None
        if _kind(x) != _kind(y):
            x, y = _by_angles(a, name, x), _by_angles(b, name, y)
        if x.angles and y.angles:
            pair = zip(x.angles, y.angles, strict=True)
            changes = {"angles": tuple(mix(i, j) for i, j in pair)}
        elif x.at and y.at:
            changes = {"at": tuple(mix(i, j) for i, j in zip(x.at, y.at, strict=True))}
        else:
            changes = {}  # both hold the same
        short = tuple(mix(i, j) for i, j in zip(x.short, y.short, strict=True))
        return msgspec.structs.replace(
            x, short=short, end=mixed(x.end, y.end), **changes
        )

    trunks = zip(_three(a.trunk), _three(b.trunk), strict=True)
    hips = zip(a.hip or (0, 0), b.hip or (0, 0), strict=True)
    return Frame(
        view=b.view,
        hip=tuple(mix(x, y) for x, y in hips),  # type: ignore[arg-type]
        trunk=tuple(mix(x, y) for x, y in trunks),
        neck=mix(_neck(a), _neck(b)),
        head=mix(_head(a), _head(b)),
        near_arm=limb("near_arm"),
        far_arm=limb("far_arm"),
        near_leg=limb("near_leg"),
        far_leg=limb("far_leg"),
        **{
            name: mixed(getattr(a, name), getattr(b, name))
            for name in ("turn", "gaze", "belly", "blades")
        },
    )


def _kind(limb: Limb) -> object:
    return "angles" if limb.angles else "at" if limb.at else limb.holds


def _by_angles(frame: Frame, name: str, limb: Limb) -> Limb:
    """The same limb said by angles, so that it can move to another kind."""
    if limb.angles:
        return limb
    bones = body_of(frame).limbs[name]
    angles = tuple(
        math.degrees(cmath.phase(b - a))
        for a, b in ((bones.root, bones.middle), (bones.middle, bones.end))
    )
    return Limb(angles=angles, short=limb.short, end=limb.end)  # type: ignore[arg-type]


def body_of(frame: Frame) -> Body:
    """The joints of a frame that says everything."""
    view: View = frame.view or "side"
    spine = [complex(*(frame.hip or (0, 0)))]
    for length, angle in zip(TRUNK, _three(frame.trunk), strict=True):
        spine.append(spine[-1] + length * heading(angle))
    neck = spine[-1] + NECK * heading(_neck(frame))
    body = Body(
        view=view,
        spine=tuple(spine),
        neck=neck,
        head=neck + HEAD * 0.9 * heading(_head(frame)),
        head_angle=_head(frame),
        turn=frame.turn or 0,
        gaze=frame.gaze or 0,
        belly=frame.belly or 0,
        blades=9 if frame.blades is None else frame.blades,
    )
    for part in ("leg", "arm"):  # arms may hold a leg
        near: Limb = getattr(frame, f"near_{part}")
        far: Limb | None = getattr(frame, f"far_{part}")
        body.limbs[f"near_{part}"] = twin = _bones(body, near, f"near_{part}")
        body.limbs[f"far_{part}"] = (
            _bones(body, far, f"far_{part}") if far else _twin(body, twin)
        )
    return body


def _three(trunk: tuple[float, ...] | None) -> tuple[float, ...]:
    trunk = trunk or (90,)
    return trunk * 3 if len(trunk) == 1 else trunk


def _neck(frame: Frame) -> float:
    return _three(frame.trunk)[-1] if frame.neck is None else frame.neck


def _head(frame: Frame) -> float:
    return _neck(frame) if frame.head is None else frame.head


def _twin(body: Body, bones: Bones) -> Bones:
    """The far limb that goes with the near one: behind it, or its mirror image."""
    hip, up = body.spine[0], body.spine[1] - body.spine[0]
    up /= abs(up)

    def place(point: Point) -> Point:
        if body.view in _FLAT_VIEWS:
            return hip + ((point - hip) / up).conjugate() * up
        return point + BESIDE

    root, middle, end, tip = map(
        place, (bones.root, bones.middle, bones.end, bones.tip)
    )
    return Bones(root, middle, end, tip)


def _root(body: Body, name: str) -> Point:
    arm = name.endswith("arm")
    up = body.spine[-1] - body.spine[-2] if arm else body.spine[1] - body.spine[0]
    up /= abs(up)
    start = body.spine[-1] - up * 4 if arm else body.spine[0]
    if body.view not in _FLAT_VIEWS:
        return start
    half = SHOULDERS * (1 - 0.35 * abs(body.turn)) if arm else HIPS
    return start + up * -1j * half * (1 if name.startswith("near") else -1)


def _bones(body: Body, limb: Limb, name: str) -> Bones:
    arm, flat = name.endswith("arm"), body.view in _FLAT_VIEWS
    first, second = (UPPER_ARM, LOWER_ARM) if arm else (THIGH, SHIN)
    first, second = first * limb.short[0], second * limb.short[1]
    root = _root(body, name)
    if limb.angles is not None:
        middle = root + first * heading(limb.angles[0])
        end = middle + second * heading(limb.angles[1])
    else:
        end = complex(*limb.at) if limb.at else _held(body, str(limb.holds))
        middle = joint_between(root, end, first, second, _side(body, limb, name))
        if abs(end - middle) > second:  # out of reach
            end = middle + second * (end - middle) / abs(end - middle)
    tip = _tip(limb, middle, end, arm=arm, flat=flat)
    return Bones(root, middle, end, tip, limb.under)


def _side(body: Body, limb: Limb, name: str) -> int:
    """On which side of the line from root to end the knee or the elbow lies."""
    if body.view in _FLAT_VIEWS:
        side = 1 if name.startswith("near") else -1
    else:
        side = -1 if name.endswith("arm") else 1
    return -side if limb.flip else side


def _held(body: Body, what: str) -> Point:
    if what == "head":
        return body.head + 11 * heading(body.head_angle)
    if what == "neck":
        return body.neck + 4 * heading(body.head_angle + 90)
    side, _, part = what.partition("_")
    leg = body.limbs[f"{side}_leg"]
    if part == "thigh":
        return leg.root + 0.72 * (leg.middle - leg.root)
    if part == "shin":
        return leg.middle + 0.3 * (leg.end - leg.middle)
    return leg.end


def _tip(limb: Limb, middle: Point, end: Point, *, arm: bool, flat: bool) -> Point:
    way = (end - middle) / max(abs(end - middle), 1e-6)
    if limb.end is not None:
        return end + (HAND if arm else FOOT) * heading(limb.end)
    if arm:
        return end + HAND * way
    # From the front a foot points out of the picture.
    return end + (6 * way if flat else FOOT * way * 1j)
