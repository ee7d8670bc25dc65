"""One module a format: bytes to drafts of articles. None opens a file, follows a link or runs what it reads."""
