"""From a body to the coloured shapes of a person."""

from __future__ import annotations

from dataclasses import dataclass

from spinewise.drawing.body import Body, Bones
from spinewise.drawing.shapes import Point, along, blob, bone, heading, line

SHIRT, FAR_SHIRT = "#23788a", "#7fb0ba"
TROUSERS, FAR_TROUSERS = "#2f3e4e", "#8492a0"
SKIN, FAR_SKIN = "#c68a5e", "#e0bc9f"
HAIR = "#3a2a22"
SHOE, FAR_SHOE = "#8a5a3c", "#c3a28d"
BLADE = "#8fd0dc"
# Half thickness of the trunk from the buttocks to the neck: back and front.
_BACK = (8.5, 10.5, 8.5, 8.0, 9.0, 9.5, 6.0)
_FRONT = (6.5, 9.5, 9.5, 9.5, 11.5, 11.5, 5.5)
_PLACES = (-0.08, 0.08, 0.3, 0.5, 0.7, 0.88, 1.02)
_TUMMY = (0, 0.3, 1, 1, 0.3, 0, 0)
# Half widths of the trunk from the front, hips to shoulders.
_WIDTHS = ((0, 12.5), (0.3, 12.0), (0.5, 11.5), (0.75, 14.5), (0.95, 16.0), (1.03, 9.0))


@dataclass(frozen=True, slots=True)
class Part:
    """One shape: path data, its colour, and whether a light rim sets it off.

    A part without `fill` is a line `width` thick.
    """

    name: str
    path: str
    colour: str
    rim: bool = False
    width: float = 0


def parts_behind(body: Body) -> list[Part]:
    """What is drawn before the things around the person: the far limbs."""
    if body.view in ("front", "back"):
        return []
    return [*_leg(body, "far"), *_arm(body, "far")]


def parts_in_front(body: Body) -> list[Part]:
    """The trunk, the head and the near limbs, in the order of drawing."""
    if body.view in ("front", "back"):
        return _facing(body)
    arm = _arm(body, "near")
    return [
        *arm[:-2],
        *_side_trunk(body),
        *_side_head(body),
        *_leg(body, "near"),
        *arm[-2:],
    ]


def _arm(body: Body, side: str) -> list[Part]:
    """The arm and its sleeve; before them a lower arm that goes behind the trunk."""
    bones = body.limbs[f"{side}_arm"]
    near = side == "near" or body.view in ("front", "back")
    skin, shirt = (SKIN, SHIRT) if near else (FAR_SKIN, FAR_SHIRT)
    sleeve = bones.root + 0.62 * (bones.middle - bones.root)
    upper = bone(bones.root, bones.middle, 5.8, 4.4)
    lower = bone(bones.middle, bones.end, 4.4, 3.0)
    lower += bone(bones.end, _hand(bones), 3.4, 2.8)
    hidden = [Part(f"{side} lower arm", lower, skin, rim=True)] if bones.under else []
    return [
        *hidden,
        Part(f"{side} arm", upper if hidden else upper + lower, skin, rim=True),
        Part(f"{side} sleeve", bone(bones.root, sleeve, 6.2, 5.8), shirt),
    ]


def _hand(bones: Bones) -> Point:
    return bones.end + 0.7 * (bones.tip - bones.end)


def _leg(body: Body, side: str) -> list[Part]:
    bones = body.limbs[f"{side}_leg"]
    near = side == "near" or body.view in ("front", "back")
    cloth, shoe = (TROUSERS, SHOE) if near else (FAR_TROUSERS, FAR_SHOE)
    thick = 10.5 if body.view in ("side", "above") else 8.5
    whole = bone(bones.root, bones.middle, thick, 6.8) + bone(
        bones.middle, bones.end, 6.8, 4.3
    )
    toes = bones.end + 0.85 * (bones.tip - bones.end)
    shin = bones.middle - bones.end
    heel = bones.end - 0.16 * (bones.tip - bones.end) - 2.2 * _unit(shin)
    foot = bone(heel, toes - 1.4 * _unit(shin), 3.6, 2.4)
    return [
        Part(f"{side} foot", foot, shoe, rim=True),
        Part(f"{side} leg", whole, cloth, rim=True),
    ]


def _unit(way: Point) -> Point:
    return way / max(abs(way), 1e-6)


def _side_trunk(body: Body) -> list[Part]:
    spine = body.spine
    back: list[Point] = []
    front: list[Point] = []
    for place, behind, before, tummy in zip(
        _PLACES, _BACK, _FRONT, _TUMMY, strict=True
    ):
        here = along(spine, place)
        if place < 0:
            here = spine[0] + (spine[0] - spine[1]) * 0.35
        ahead = along(spine, min(place + 0.04, 1)) - along(spine, max(place - 0.04, 0))
        left = 1j * _unit(ahead)
        back.append(here + left * behind)
        front.append(here - left * (before + tummy * body.belly))
    pelvis = spine[0] + 0.75 * (spine[1] - spine[0])
    return [
        Part("neck", bone(spine[-1], body.head, 5.2, 4.6), SKIN, rim=True),
        Part("trunk", blob([*back, *reversed(front)]), SHIRT, rim=True),
        Part("pelvis", bone(spine[0], pelvis, 10.6, 9.6), TROUSERS),
    ]


# The head of a person who looks along 1, with the top of the head along 1j.
_PROFILE = (
    -7.5 + 5j, -4 + 9.6j, 2 + 10.2j, 6.6 + 7j, 8 + 2.5j, 10.4 - 0.8j, 8.2 - 2.2j,
    8 - 6j, 4.5 - 9j, -1 - 8.4j, -6.8 - 6j, -8.8 - 0.5j,
)  # fmt: skip
_HAIR = (
    -9.4 - 2j, -9.6 + 4j, -5.5 + 10.4j, 1.5 + 11.6j, 7 + 8.6j, 6 + 6.4j, 1.5 + 6j,
    -1 + 2.5j, -2.5 - 1.5j, -5 - 5.6j, -8 - 5.4j,
)  # fmt: skip


def _side_head(body: Body) -> list[Part]:
    spin = heading(body.head_angle) / 1j

    def turned(points: tuple[Point, ...]) -> list[Point]:
        return [body.head + spin * point for point in points]

    eye = body.head + spin * (5.4 + 1.4j)
    return [
        Part("head", blob(turned(_PROFILE)), SKIN, rim=True),
        Part("hair", blob(turned(_HAIR)), HAIR),
        Part("eye", bone(eye, eye + spin * 0.3j, 0.9, 0.9), HAIR),
    ]


def _facing(body: Body) -> list[Part]:
    """A person seen from the front or the back."""
    limbs = [*_leg(body, "far"), *_leg(body, "near")]
    arms = [*_arm(body, "far"), *_arm(body, "near")]
    trunk = [*_wide_trunk(body)]
    head = _round_head(body)
    return [*limbs, *trunk, *head, *arms]


def _wide_trunk(body: Body) -> list[Part]:
    spine = body.spine
    right: list[Point] = []
    left: list[Point] = []
    for place, half in _WIDTHS:
        here = along(spine, place)
        up = _unit(along(spine, min(place + 0.04, 1)) - along(spine, place - 0.04))
        wide = half * (1 - 0.3 * abs(body.turn) * place)
        right.append(here - 1j * up * wide)
        left.append(here + 1j * up * wide)
    up = _unit(spine[1] - spine[0])
    hips = bone(spine[0] + 5j * up, spine[0] - 5j * up, 8.6, 8.6)
    shapes = [
        Part("neck", bone(spine[-1], body.head, 5.4, 4.8), SKIN, rim=True),
        Part("trunk", blob([*right, *reversed(left)]), SHIRT, rim=True),
        Part("pelvis", hips, TROUSERS),
    ]
    if body.view == "back":
        shapes += _blades(body)
    return shapes


def _blades(body: Body) -> list[Part]:
    top = along(body.spine, 0.86)
    up = _unit(body.spine[-1] - body.spine[-2])
    shapes = []
    for side in (1, -1):
        inner = top - 1j * up * side * body.blades / 2
        across = -1j * up * side
        outline = [inner + 4 * up, inner + across * 7 + 3 * up, inner - 9 * up]
        shapes.append(Part(f"blade {side}", blob(outline), BLADE))
    return shapes


def _round_head(body: Body) -> list[Part]:
    spin = heading(body.head_angle) / 1j
    face = (body.turn or 0) * 3.6 + (body.gaze or 0) * 4.2

    def turned(*points: Point) -> list[Point]:
        return [body.head + spin * point for point in points]

    skull = turned(10.4j, 6 + 8j, 8.2 + 1j, 5.6 - 7j, -9.4j, -5.6 - 7j, -8.2 + 1j,
                   -6 + 8j)  # fmt: skip
    if body.view == "back":
        hair = turned(11.4j, 6.6 + 8.6j, 8.8 + 1j, 5.6 - 5.4j, -7j, -5.6 - 5.4j,
                      -8.8 + 1j, -6.6 + 8.6j)  # fmt: skip
        return [
            Part("head", blob(skull), SKIN, rim=True),
            Part("hair", blob(hair), HAIR),
        ]
    hair = turned(11.6j, 6.8 + 8.6j, 9 + 1j, 7 + 3.4j, 3.4 + face / 2 + 6.6j,
                  -3.4 + face / 2 + 6.6j, -7 + 3.4j, -9 + 1j, -6.8 + 8.6j)  # fmt: skip
    eyes = [body.head + spin * (face + side * 3.1 + 0.9j) for side in (1, -1)]
    nose = body.head + spin * (face * 1.25 - 1.8j)
    mouth = turned(face - 2.4 - 4.4j, face - 5.2j, face + 2.4 - 4.4j)
    return [
        Part("head", blob(skull), SKIN, rim=True),
        Part("hair", blob(hair), HAIR),
        Part("eyes", "".join(bone(e, e + 0.3j, 0.9, 0.9) for e in eyes), HAIR),
        Part("nose", bone(nose, nose + spin * 1.6j, 0.9, 0.6), "#a86f47"),
        Part("mouth", line(mouth), HAIR, width=0.9),
    ]
