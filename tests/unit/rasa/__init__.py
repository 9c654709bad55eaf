"""Tests of spinewise.rasa."""
