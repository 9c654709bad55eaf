"""Check a knowledge folder as a whole: what is decided by it and what is heard with it."""

from spinewise.checking.command import check
from spinewise.checking.faults import Faults, faults_in

__all__ = ["Faults", "check", "faults_in"]
