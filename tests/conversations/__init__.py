"""Conversations with the whole bot, its model and actions in the test's process."""
