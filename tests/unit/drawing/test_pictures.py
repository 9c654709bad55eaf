"""Every exercise has a picture from which its movement can be copied."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinewise.drawing import png, size, svg
from spinewise.drawing.body import LOWER_ARM, UPPER_ARM, between, body_of, filled
from spinewise.drawing.figure import parts_in_front
from spinewise.drawing.panels import layout
from spinewise.drawing.shapes import joint_between
from spinewise.knowledge import load
from spinewise.knowledge.pose_types import Pose
from tests.unit.triage.build import FOLDER

POSES = load(FOLDER).poses
SVG = "{http://www.w3.org/2000/svg}"
every_pose = pytest.mark.parametrize("pose", POSES.values(), ids=lambda pose: pose.id)


@every_pose
def test_the_picture_says_its_movement_in_words(pose: Pose) -> None:
    title = ElementTree.fromstring(svg(pose)).find(f"{SVG}title")  # noqa: S314

    assert title is not None
    assert title.text == pose.alt
    assert 40 <= len(pose.alt) <= 240


@every_pose
def test_the_size_of_a_picture_is_told_as_it_is_drawn(pose: Pose) -> None:
    box = ElementTree.fromstring(svg(pose)).get("viewBox")  # noqa: S314

    assert str(box).split()[2:] == [f"{length:.1f}" for length in size(pose)]


@every_pose
def test_the_picture_shows_start_and_end_with_an_arrow(pose: Pose) -> None:
    plan = layout(pose)

    assert len(plan.panels) >= 2
    assert any(panel.arrows for panel in plan.panels)
    assert plan.panels[0].body != plan.panels[-1].body


@every_pose
def test_nobody_leaves_the_picture(pose: Pose) -> None:
    plan = layout(pose)
    for panel in plan.panels:
        heads = [panel.body.head] if pose.crop else _all_joints(panel.body)
        for point in heads:
            place = point - panel.corner
            assert 0 <= place.real <= plan.wide
            assert 0 <= place.imag <= plan.high


def _all_joints(body: object) -> list[complex]:
    limbs = body.limbs.values()  # type: ignore[attr-defined]
    return [point for limb in limbs for point in (limb.middle, limb.end, limb.tip)]


@every_pose
def test_nobody_sinks_into_the_floor(pose: Pose) -> None:
    for body in layout(pose).moving:
        on_floor = body.view in ("side", "front") and not any(
            prop.kind == "mat_above" for prop in pose.props
        )
        if on_floor:
            assert min(point.imag for point in _all_joints(body)) > -6


@every_pose
def test_the_last_panel_moves_unless_less_motion_is_wished(pose: Pose) -> None:
    moving = svg(pose)

    assert "<animate " in moving
    assert "@media (prefers-reduced-motion:no-preference)" in moving
    assert ".moving{display:none}" in moving


@every_pose
def test_a_still_picture_holds_nothing_that_moves(pose: Pose) -> None:
    still = svg(pose, moving=False)

    assert "<animate" not in still
    assert "<style" not in still


@every_pose
def test_a_picture_is_small(pose: Pose) -> None:
    assert len(svg(pose)) < 80_000


@pytest.mark.parametrize("exercise", ["bridge", "seated_turn"])
def test_the_png_is_900_pixels_wide_and_the_same_each_time(exercise: str) -> None:
    first = png(POSES[exercise])

    assert first.startswith(b"\x89PNG")
    assert struct.unpack(">I", first[16:20]) == (900,)
    assert first == png(POSES[exercise])


def test_markup_in_the_words_stays_text() -> None:
    pose = msgspec.structs.replace(POSES["bridge"], alt="<script>&</script>")

    title = ElementTree.fromstring(svg(pose)).find(f"{SVG}title")  # noqa: S314
    assert title is not None
    assert title.text == "<script>&</script>"


def test_a_planted_foot_stays_where_it_is_while_the_hips_move() -> None:
    start, end = filled(POSES["bridge"].frames)

    feet = {body_of(between(start, end, i / 10)).joint("near_foot") for i in range(11)}

    assert {(round(foot.real, 6), round(foot.imag, 6)) for foot in feet} == {(42, 6)}


def test_a_frame_keeps_what_it_does_not_change() -> None:
    start, end = filled(POSES["standing_leg_back"].frames)

    assert end.far_leg == start.far_leg
    assert end.near_leg != start.near_leg


@given(st.floats(-200, 200), st.floats(-200, 200), st.floats(5, 60), st.floats(5, 60))
def test_bones_keep_their_length_wherever_the_end_is(
    x: float, y: float, first: float, second: float
) -> None:
    end = complex(x, y)
    middle = joint_between(0, end, first, second, 1)

    assert abs(middle) <= first + 1e-6
    in_reach = max(abs(first - second), 0.01) < abs(end) < first + second
    if in_reach:
        assert abs(middle) == pytest.approx(first)
        assert abs(end - middle) == pytest.approx(second)


def test_a_hand_under_the_back_is_drawn_before_the_trunk_that_hides_it() -> None:
    [first, *_] = layout(POSES["curl_up"]).panels

    names = [part.name for part in parts_in_front(first.body)]

    assert names.index("near lower arm") < names.index("trunk")
    assert names.index("trunk") < names.index("near arm")


@pytest.mark.parametrize("pose", ["bird_dog", "cat_camel", "childs_pose"])
def test_arms_that_carry_the_body_are_nearly_straight(pose: str) -> None:
    arm = layout(POSES[pose]).panels[0].body.limbs["near_arm"]

    assert abs(arm.end - arm.root) > 0.9 * (UPPER_ARM + LOWER_ARM)
