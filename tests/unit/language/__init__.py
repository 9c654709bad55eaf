"""Tests of hearing: one file for each job of the engine."""
