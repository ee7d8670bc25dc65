"""Phrases: where words stand in a word index: exactly, in close spellings, or as a description says."""
