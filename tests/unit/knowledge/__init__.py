"""Tests of loading and checking the knowledge."""
