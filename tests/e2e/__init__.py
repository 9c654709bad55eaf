"""Tests against real servers over HTTP."""
