"""Actors: forms of all articles to actors, with their mentions, offices and countries."""
