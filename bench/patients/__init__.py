"""Simulated patients: they talk to a running bot and tell how it did."""
