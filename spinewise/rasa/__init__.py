"""Everything that imports Rasa: graph components, channels, stores, gateway."""
