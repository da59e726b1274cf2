"""A word that no document holds in, the words of the documents that it may have been meant for out."""

import sqlite3

MOST = 4
SHORTEST = 5
STEM = 4
ENDINGS = ("ings", "ing", "ions", "ion", "ers", "er", "ed", "es", "s", "e")
_LIKE = "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? AND LENGTH(term) BETWEEN ? AND ?"


def near(sql: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """The nearest first, then the most used. A typo in the first letter is found only when two letters changed places."""
    if len(word) < SHORTEST:
        return ()
    most = 1 if len(word) < 8 else 2
    found = [
        (distance, -used, term)
        for first in dict.fromkeys(word[:2])
        for term, used in sql.execute(_LIKE, (first, chr(ord(first) + 1), len(word) - most, len(word) + most))
        if len(set(word) ^ set(term)) <= 2 * most and (distance := apart(word, term, most)) <= most
    ]
    return tuple(term for _, _, term in sorted(found)[:MOST])


def stem(word: str) -> str:
    """What is left of an English word without its ending, when that is still a word: `restarting` is restart."""
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= STEM), "")
    return word.removesuffix(ending)


def apart(one: str, other: str, most: int) -> int:
    """How many letters were changed, left out, added or swapped with their neighbour; above `most` is all the same."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, beside in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
