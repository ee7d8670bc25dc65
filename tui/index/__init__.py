"""Index: brings the store up to date: what to read, the pool that reads it, and the ties of the corpus."""
