"""Settings are read once and refused clearly."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinewise.settings import ROOT, SettingsError, read_settings


def test_the_shipped_settings_are_the_documented_defaults() -> None:
    shipped = read_settings(ROOT / "settings.yml")

    assert shipped.assessment_timeout_hours == 12
    assert shipped.channels.rest == "loopback"
    assert shipped.actions.in_process


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour: red", "colour"),
        ("channels: {rest: maybe}", "rest"),
        ("assessment_timeout_hours: 0", "assessment_timeout_hours"),
        ("clinic: {name: 5}", "name"),
        ("a: [", "settings.yml"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "settings.yml"
    path.write_text(text)

    with pytest.raises(SettingsError) as caught:
        read_settings(path)

    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_file_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SPINEWISE_SETTINGS"):
        read_settings(tmp_path / "none.yml")
