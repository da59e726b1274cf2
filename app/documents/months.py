"""A word in, the month it names out: English and the common other languages, whole or cut short."""

# January to December; every form that is a word of its own.
_NAMES = (
    "jan january januar janvier janv enero ene janeiro gennaio gen januari января январь янв",
    "feb february februar février févr fevrier febrero fevereiro fev febbraio februari февраля февраль фев",
    "mar march märz mär maerz mars marzo março marco maart mrt марта март мар",
    "apr april avril avr abril abr aprile апреля апрель апр",
    "may mai mayo maio maggio mag mei мая май",
    "jun june juni juin junio junho giugno giu июня июнь июн",
    "jul july juli juillet juil julio julho luglio lug июля июль июл",
    "aug august août aout agosto ago augustus августа август авг",
    "sep sept september septembre septiembre setembro settembre set сентября сентябрь сен",
    "oct october oktober okt octobre octubre outubro out ottobre ott октября октябрь окт",
    "nov november novembre noviembre novembro ноября ноябрь ноя",
    "dec december dezember dez décembre déc decembre diciembre dic dezembro dicembre декабря декабрь дек",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
# Beside a year alone these may be other words.
_OTHER_WORDS = frozenset(("ago", "dic", "gen", "mag", "mar", "marco", "mars", "out", "set"))


def month(word: str, *, alone: bool = False) -> int:
    """1 to 12, or 0 for a word that names none; `alone` when no day stands beside it."""
    name = word.lower().strip(".")
    return 0 if alone and name in _OTHER_WORDS else _MONTHS.get(name, 0)
