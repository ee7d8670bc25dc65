"""Cross-references: any selection to its mentions, claims and counts."""
