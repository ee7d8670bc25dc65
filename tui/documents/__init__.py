"""Documents: a file to its articles, never altered; every offset points into the decoded text."""
