"""Taking it away: what the corpus holds as files that other programs open. Rows in, bytes out.

`statements.py` gathers what was chosen from the Library; each form then is one pure module that turns statements,
articles or entries into bytes, the same bytes for the same rows; `forms.py` lists the forms, and `whole.py` puts the
bytes into a file that is there whole or not at all.
"""
