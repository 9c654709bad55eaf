"""What the planner hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spinewise.knowledge.plan_types import PhaseId

VariantName = Literal["", "easier", "seated", "harder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExercise:
    """One exercise of a plan, and why it is in there.

    Attributes:
        exercise: id of the exercise.
        variant: which way to do it; empty for the way its steps tell.
        reasons: ids of advice that say why it was picked.
        because: ids of contraindications for which a milder way or another
            exercise stepped in.
        ask_first: ids of contraindications for which a professional is to say yes
            before the person starts.
    """

    exercise: str
    variant: VariantName = ""
    reasons: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    ask_first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A plan for one person, or the honest answer that there is none.

    Attributes:
        exercises: the picked ones, the first one to be done first; may be empty.
        plan: id of the plan they come from, empty where exercises are not allowed.
        phase: the phase the person is in, or None likewise.
        stage: id of the timeline's stage, empty when the onset is not known.
        raised: ids of all contraindications that count, in file order.
        say: ids of advice that goes with the plan; `fallback.*` when little or
            nothing suitable is left.
    """

    exercises: tuple[PlannedExercise, ...] = ()
    plan: str = ""
    phase: PhaseId | None = None
    stage: str = ""
    raised: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
