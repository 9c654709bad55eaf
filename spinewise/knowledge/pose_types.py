"""Types of the drawn poses: what each picture of an exercise is made from.

Lengths are centimetres of a person 170 cm tall, y counts up from the floor.
Angles are degrees of the picture: 0 points right, 90 up. A figure seen from the
side looks to the right when it stands, and up when it lies on its back with its
head on the left.
"""

from __future__ import annotations

from typing import Literal

from spinewise.knowledge.plan_types import Item, Part

Point = tuple[float, float]
# `above` is the side view of somebody who lies on the side: no floor is drawn.
View = Literal["side", "front", "back", "above"]
Joint = Literal[
    "hip",
    "waist",
    "chest",
    "shoulder",
    "head",
    "near_elbow",
    "near_hand",
    "near_knee",
    "near_foot",
    "far_elbow",
    "far_hand",
    "far_knee",
    "far_foot",
]
Hold = Literal[
    "near_thigh",
    "far_thigh",
    "near_shin",
    "far_shin",
    "near_foot",
    "far_foot",
    "head",
    "neck",
]
PropKind = Literal[
    "mat",
    "mat_above",
    "pillow",
    "chair",
    "chair_front",
    "table",
    "wall",
    "door",
    "strap",
    "stick",
]


class Limb(Part, frozen=True, kw_only=True):
    """An arm or a leg: the angles of its two bones, or where its end is.

    `angles`: upper arm and lower arm, thigh and shin. `at`: the wrist or the ankle.
    `holds`: what a hand holds. With `at` and `holds` knee and elbow bend as usual;
    `flip` bends them the other way. `short` makes bones look shorter that point
    out of the picture. `end`: where the foot or the hand points. `under`: the lower
    arm goes behind the trunk, as when a hand lies under the back.
    """

    angles: tuple[float, float] | None = None
    at: Point | None = None
    holds: Hold | None = None
    flip: bool = False
    short: tuple[float, float] = (1, 1)
    end: float | None = None
    under: bool = False

    def __post_init__(self) -> None:
        """Refuse a limb that is placed twice, or not at all."""
        if [self.angles, self.at, self.holds].count(None) != 2:
            raise ValueError("a limb has one of `angles`, `at` and `holds`")


class Frame(Part, frozen=True, kw_only=True):
    """One position. What it does not say is as in the frame before.

    `trunk`: angles from the hips up, one for a straight back or one each for the
    pelvis, the waist and the chest. Without a far arm or leg, it goes with the
    near one. In views from the front and the back, `near` is the right side of the
    picture and `far` the left. `turn` (-1 to 1) turns the shoulders and the face
    of these views, `gaze` (-1 to 1) the face alone. `belly`: how far the tummy
    stands out, in cm. `blades`: how far the shoulder blades are apart (back view).
    """

    view: View | None = None
    hip: Point | None = None
    trunk: tuple[float, ...] | None = None
    neck: float | None = None
    head: float | None = None
    near_arm: Limb | None = None
    far_arm: Limb | None = None
    near_leg: Limb | None = None
    far_leg: Limb | None = None
    turn: float | None = None
    gaze: float | None = None
    belly: float | None = None
    blades: float | None = None

    def __post_init__(self) -> None:
        """Refuse a back of any other number of parts."""
        if self.trunk is not None and len(self.trunk) not in (1, 3):
            raise ValueError("`trunk` has one or three angles")


class Prop(Part, frozen=True, kw_only=True):
    """A thing in the picture: its kind, where its lower left is, and its size.

    `joins` names the two joints between which a strap is pulled or along which a
    stick lies. `view` shows it only in frames of that view.
    """

    kind: PropKind
    at: Point = (0, 0)
    size: Point = (0, 0)
    joins: tuple[Joint, Joint] | None = None
    view: View | None = None


class Arrow(Part, frozen=True, kw_only=True):
    """How something moves: the way of a joint, or a line through given points.

    `panel` counts the panels from 1; without it the arrow stands in the last one.
    `aside` moves it away from the joint, in cm.
    """

    of: Joint | None = None
    through: tuple[Point, ...] = ()
    panel: int | None = None
    aside: Point = (0, 0)

    def __post_init__(self) -> None:
        """Refuse an arrow without a way."""
        if (self.of is None) == (len(self.through) < 2):
            raise ValueError("an arrow has `of`, or `through` with two points or more")


class Pose(Item, frozen=True, kw_only=True):
    """The picture of the exercise of the same id.

    `alt` tells the movement to a person who does not see it. Each frame is a panel;
    the last frames of one view move. `crop` (left, bottom, right, top) shows a part.
    """

    alt: str
    frames: tuple[Frame, ...]
    arrows: tuple[Arrow, ...] = ()
    props: tuple[Prop, ...] = ()
    crop: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        """Refuse a picture in which nothing moves, or which starts nowhere."""
        if len(self.frames) < 2:
            raise ValueError("a pose has two frames or more")
        first = self.frames[0]
        needed = ("view", "hip", "trunk", "near_arm", "near_leg")
        missing = [name for name in needed if getattr(first, name) is None]
        if missing:
            raise ValueError(f"the first frame needs {', '.join(missing)}")
        for arrow in self.arrows:
            if arrow.panel is not None and not 1 <= arrow.panel <= len(self.frames):
                raise ValueError("`panel` counts the frames from 1")
