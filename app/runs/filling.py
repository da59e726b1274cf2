"""A text with blanks and their answers in, the text as the run shows it out."""

import re
from collections.abc import Mapping


def filled(text: str, answers: Mapping[str, str]) -> str:
    """The text with every answer in place of its blank, at once: an answer is never searched for blanks."""
    given = [blank for blank, answer in answers.items() if blank and answer and blank in text]
    if not given:
        return text
    longest_first = sorted(given, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda found: answers[found[0]], text)
