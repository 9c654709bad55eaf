"""What Spinewise knows: clinical facts as reviewable data, loaded and checked.

`load` promises that all it returns is complete and consistent, so that no code above
needs to look for missing ids.
"""

from spinewise.knowledge.loading import knowledge_hash, load
from spinewise.knowledge.problems import KnowledgeError, Problem
from spinewise.knowledge.types import Condition, Knowledge, Node, Rule, Tier

__all__ = [
    "Condition",
    "Knowledge",
    "KnowledgeError",
    "Node",
    "Problem",
    "Rule",
    "Tier",
    "knowledge_hash",
    "load",
]
