"""Tests of spinewise.dialogue."""
