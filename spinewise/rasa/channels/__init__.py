"""Our own channels: every message gets an answer, whatever breaks."""
