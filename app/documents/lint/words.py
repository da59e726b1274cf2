"""What the rules know of words: lists that other files look words up in, no rules."""

from app.documents.words import SELDOM_NOUNS


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Verbs that begin an order and are too often nouns to find a step by.
ORDERS_TOO = SELDOM_NOUNS | _listed("""
acknowledge address agree align answer appoint arrange attend avoid back balance begin celebrate
change clarify combine conduct consider consult convert coordinate correct cover delegate deliver
demonstrate discuss distribute double enforce enter explain explore feed finalize finish focus force
gain guide head help highlight hire host inventory iterate lead learn leave manage meet mention
operate pass pay play point preview process produce prompt propose quantify reflect reinstall
remember remind require research reserve sanitize scope shadow show showcase simulate solve stress
strip supply tackle tidy treat understand unlink welcome
""")
# Words of a sentence that has a verb in it, and of an order that begins with something else.
SAYS = _listed("""
always are available be been begun built can complete did do does done double-check found given go
gone green had has have healthy held if is it kept left let made make may met must need needs never
no not ok once only please put ready run seen sent set should taken there told unless until up was
we well were when will written you
""")
