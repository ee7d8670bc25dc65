"""Text: words and characters as such, below every room that reads: harmless forms, word classes, folding."""
