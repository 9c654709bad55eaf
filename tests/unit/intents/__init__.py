"""Tests of telling intents."""
