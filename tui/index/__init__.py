"""Index: brings the store up to date: what is to be read, the processes that read it, and what all articles say."""
