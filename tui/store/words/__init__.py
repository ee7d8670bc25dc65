"""Words: the word index as it is written and as it is read."""
