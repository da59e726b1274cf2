"""A run and its steps in, the short codes that stand on paper out: what was ticked there is typed back quickly.

"12K" is step 12 and a letter that belongs to this run and this step: a slip of the pen, or the sheet of another run,
is noticed.
"""

from hashlib import sha256

# Without what hands and eyes confuse: B and 8, G and 6, I and 1, O, Q and 0, S and 5, Z and 2.
LETTERS = "ACDEFHJKLMNPRTUVWXY"


def code(run: str, number: int) -> str:
    """Of the step with this number from 1."""
    return f"{number}{LETTERS[sha256(f'{run}/{number}'.encode()).digest()[0] % len(LETTERS)]}"
