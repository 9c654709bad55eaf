"""Tests of the page in a browser; they need no Rasa."""
