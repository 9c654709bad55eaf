"""The names of the slots that hold a conversation's state (see domain.yml)."""

from typing import Final

TIER: Final = "tier"
FIRED_RULES: Final = "fired_rules"
FINDINGS: Final = "findings"
CASE: Final = "case"
CONVERSATION: Final = "conversation"
EMERGENCY_KIND: Final = "emergency_kind"
EMERGENCY_NUMBER: Final = "emergency_number"
IN_LANGUAGE: Final = "in_language"
CRISIS_LINE: Final = "crisis_line"
POISON_LINE: Final = "poison_line"
HEARD: Final = "heard"
