"""Tracker stores whose cost does not grow with the length of a conversation."""
