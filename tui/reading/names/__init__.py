"""Names: the model's entities, mended by what the article itself shows."""
