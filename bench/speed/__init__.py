"""Spinewise beside Rasa's default pipeline and beside the smallest Rasa bot.

Run `python -m bench.speed --help`; `docs/speed.md` shows the results.
"""
