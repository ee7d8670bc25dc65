"""Tables: the rows the index keeps, written within the caller's transaction."""
