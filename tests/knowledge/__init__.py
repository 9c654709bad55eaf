"""Tests of what the knowledge says."""
