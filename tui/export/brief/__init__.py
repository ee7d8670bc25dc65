"""The brief: composed as blocks, which then are Markdown, HTML or a Word file."""
