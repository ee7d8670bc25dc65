"""A model object to styled text: pure functions, tested without a terminal."""
