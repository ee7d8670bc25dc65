"""Terminal: the desk on a real terminal, its bytes, keys, signals and clipboard."""
