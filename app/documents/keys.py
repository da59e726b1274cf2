"""A key as its author wrote it comes in, the English names it is known by go out: `最后更新` is `last updated`."""

import re
from functools import lru_cache

# What the commonest keys of a header are called elsewhere; a key is looked up whole, or by its beginning or end.
_ELSEWHERE = (
    (
        "last updated",
        r"最[后後]更新.*|更新(日期?|时间|日時)|最終更新日?時?|(fecha de )?[uú]ltima (actualizaci[oó]n|modificaci[oó]n)"
        r"|(date de )?derni[eè]re (mise [aà] jour|maj|modification)|mise [aà] jour|stand|zuletzt (aktualisiert|ge[aä]ndert)( am)?"
        r"|letzte (aktualisierung|[aä]nderung)|обновлен[оа]?|(дата|последнее) обновлени[ея]|[uú]ltima atualiza[cç][aã]o"
        r"|ultimo aggiornamento|آخر تحديث|마지막 업데이트|최종 수정일?",
    ),
    (
        "last reviewed",
        r"[uú]ltima revisi[oó]n|[uú]ltima revis[aã]o|derni[eè]re r[eé]vision|zuletzt gepr[uü]ft( am)?|gepr[uü]ft am"
        r"|letzte (pr[uü]fung|revision)|проверено|審査日|审核日期",
    ),
    (
        "next review",
        r"pr[oó]xima revisi[oó]n|pr[oó]xima revis[aã]o|prochaine r[eé]vision|n[aä]chste pr[uü]fung"
        r"|следующая проверка|次回(レビュー|見直し)日?|下次(审核|审查|评审).*",
    ),
    (
        "version",
        r".*版本号?|版数|バージョン|versi[oó]n( del? .*)?|vers[aã]o( d[aeo] .*)?|versione|versionsnummer"
        r"|верси[яи]|الإصدار|버전",
    ),
    ("status", r"状[态態]|ステータス|estado|statut|stato|статус|состояние|الحالة|상태"),
    (
        "owner",
        r"维护(人员?|者)|負責人?|负责(人|团队)|所有者|担当者?|責任者|responsables?|propietari[oa]|propri[eé]taire"
        r"|verantwortlich(er|e)?|zust[aä]ndig(er|e|keit)?|ansprechpartner(in)?|eigent[uü]mer|владелец|ответственн(ый|ая|ые)|respons[aá]vel|responsabile|المالك|المسؤول|담당자",
    ),
    (
        "author",
        r"作者|作成者|著者|撰写人|编写(人|者)|autor(a|es|en|in)?|auteurs?|autore|verfasser(in)?|автор(ы)?|الكاتب|المؤلف|작성자",
    ),
    (
        "approved by",
        r"审核(人员?|者)|批准人|承認者|aprobado por|approuv[eé] par|genehmigt von|утвержден[оа]?|утвердил",
    ),
    (
        "priority",
        r"优先级|優先(度|順位)|prioridad|priorit[eéà]|priorit[aä]t|приоритет|prioridade|الأولوية|우선순위",
    ),
    (
        "date",
        r"日期|日付|作成日時?|创建(日期|时间)|fecha( de creaci[oó]n)?|date de cr[eé]ation|datum|erstellt( am)?"
        r"|дата( создания)?|создано|data( de cria[cç][aã]o)?|التاريخ|작성일",
    ),
    (
        "estimated time",
        r"预计(时间|耗时)|所要時間|tiempo estimado|dur[eé]e( estim[eé]e)?|gesch[aä]tzte (dauer|zeit)|dauer"
        r"|время выполнения|tempo estimado|المدة|예상 시간",
    ),
    ("tags", r"标签|タグ|etiquetas|[eé]tiquettes|schlagw[oö]rter|теги|الوسوم|태그"),
)
_KNOWN = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ELSEWHERE)
_SIDES = re.compile(r"\s*[/|（）()]\s*")
_SPACES = re.compile(r"[\s_-]+")


@lru_cache(maxsize=1024)
def names(key: str) -> tuple[str, ...]:
    """Lower-case names; a key in two languages (`آخر تحديث / Last Updated`) has those of both sides."""
    sides = dict.fromkeys((key, *_SIDES.split(key)))
    plain = (_SPACES.sub(" ", side).strip().lower() for side in sides)
    return tuple(dict.fromkeys(name for side in plain if side for name in (side, _english(side)) if name))


def _english(name: str) -> str:
    return next((english for english, pattern in _KNOWN if pattern.fullmatch(name)), "")
