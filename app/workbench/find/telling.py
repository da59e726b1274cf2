"""An alert's text in, those of its words that say something out, without their endings."""

from app.workbench.find.near import stem
from app.workbench.find.words import listed, words

MOST_WORDS = 24
MOST_LOOKED = 6_000
# Words of any sentence, and those that every alert has.
_COMMON = listed(
    """
    the and for with from that this are was has have not its been into over than more less all any one out is in on
    of to a an at by or be as it no alert alerts alerting firing resolved critical warning info error errors status
    value current threshold above below minute minutes hour hours last http https com www view runbook dashboard
    severity summary description started since please check true false null none default prod production staging
    instance message source silence labels annotations
    """
)


def telling(text: str) -> list[str]:
    """Each once, in the order said."""
    said = (word for word in words(text[:MOST_LOOKED]) if len(word) > 2 and not word.isdigit())
    return list(dict.fromkeys(stem(word) for word in said if word not in _COMMON))[:MOST_WORDS]
