"""Documents: a file to its articles, never altered; every offset points into the decoded text."""

from tui.documents.files import digest_of
from tui.documents.read import READABLE, find, read

VERSION = 4
"""Raised whenever the same bytes give another Article, so that what was read is read again."""

__all__ = ["READABLE", "VERSION", "digest_of", "find", "read"]
