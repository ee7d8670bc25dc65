"""Desk: the screen; the only room that imports Textual or Rich."""
