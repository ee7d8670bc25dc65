"""Queries: what the panes and the commands ask for, a page at a time."""
