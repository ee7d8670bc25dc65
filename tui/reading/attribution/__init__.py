"""Attribution: who says, thinks or wants what, by the words of one article alone.

Candidates come from quotation marks (speech), verbs and their complements (clauses), and nouns, adjectives and set
phrases (positions); each is weighed (weigh), and of those that overlap the surer one stays (choose).
"""

from tui.reading.attribution.find_attributions import candidates, find

__all__ = ["candidates", "find"]
