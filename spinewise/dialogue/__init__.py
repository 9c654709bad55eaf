"""Turn by turn: what a reply changes, and what comes next. Pure, no Rasa."""
