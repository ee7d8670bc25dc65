"""Web: the desk in a browser of this machine (`onrecord serve`): its page, who may have it, the terminal behind it."""
