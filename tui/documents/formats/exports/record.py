"""An article that was taken apart, as a draft; and the parts of one that could not be read."""

from __future__ import annotations

from tui.documents.draft import Draft
from tui.documents.formats.exports.field_labels import words


def draft_of(
    title: str | None,
    body: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    own: str | None = None,
    url: str | None = None,
) -> Draft | None:
    """A draft of an article's parts; None where it has no text."""
    if not body.strip():
        return None
    title = " ".join(title.split()) if title else None
    fields = {
        "title": title,
        "published": published,
        "outlet": outlet,
        "author": words().by.sub("", author, count=1) if author else None,
        "url": url,
    }
    text = f"{title}\n\n{body}" if title else body
    return Draft(text, id=own, fields={name: value for name, value in fields.items() if value})
