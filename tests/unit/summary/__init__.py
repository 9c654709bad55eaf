"""Tests of the summary to take along."""
