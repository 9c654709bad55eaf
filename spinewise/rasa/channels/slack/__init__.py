"""Slack: the app's direct messages over the Events and Web APIs."""
