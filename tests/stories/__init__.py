"""Conversations in the form of Rasa's own story test."""
