"""Slack and Telegram: the real channels against fakes of both services."""
