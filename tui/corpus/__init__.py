"""Corpus: all articles to actors, days, claims and the ties between them. Pure: evidence comes in, none is fetched."""
