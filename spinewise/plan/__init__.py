"""Choose exercises that suit a person and that nothing they said forbids.

Pure: no Rasa, no spaCy, no clock and no files, so that the same case always gives the
same plan. What is chosen is ids; every sentence stands in `knowledge/`.
"""

from spinewise.plan.choosing import choose, make_plan
from spinewise.plan.raising import raised
from spinewise.plan.types import Choice, PlannedExercise

__all__ = ["Choice", "PlannedExercise", "choose", "make_plan", "raised"]
