"""Closed classes of words that more than one room needs. A room that knows more of a class in its own place adds it
there, beside the rule that needs it."""

from __future__ import annotations

from tui.text.wordlist import wordlist

FIRST_PERSON = wordlist("i we me us my our")
SECOND_PERSON = wordlist("you your")
THIRD_POSSESSIVES = wordlist("its his her their")
POSSESSIVES = THIRD_POSSESSIVES | wordlist("my our your")

# Something done that was told right before, behind "the" or "this": "welcomed the decision".
DEEDS_TOLD = wordlist("move step decision announcement ruling change verdict judgment judgement news vote")

PARTICLES = wordlist("de van von der den du da di la al el bin ibn")  # that stand small within a family name
LEGAL_FORMS = wordlist("inc corp ltd plc llc ag sa nv")  # that end the name of a firm
GENERATIONS = wordlist("jr sr ii iii junior senior")  # that stand behind a name and tell father from son
