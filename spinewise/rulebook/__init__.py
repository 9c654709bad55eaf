"""Show what the bot knows to the people who answer for it.

Pages, comparisons and checks for clinicians, made from `knowledge/` alone: no Rasa and
no spaCy, so that a rulebook can be built where the bot itself is not installed.
"""
