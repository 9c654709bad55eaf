"""Thin custom actions, one module per concern; rasa_sdk finds them by itself."""
