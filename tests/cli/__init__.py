"""Tests of the spinewise command."""
