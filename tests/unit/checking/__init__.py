"""Tests of checking a knowledge folder as a whole."""
