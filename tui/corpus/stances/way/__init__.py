"""From a word up to what is said with it: whether each step keeps, turns or drops the stand."""
