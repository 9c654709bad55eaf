"""Spinewise: danger signs first, then gentle exercises for sore backs."""

__version__ = "0.1.0"
