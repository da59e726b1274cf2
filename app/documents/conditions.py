"""The words of a step come in; in which case it is done goes out."""

import re

_CASE = re.compile(
    r"[(\[]((?:only )?(?:if|when|unless|optional(?:ly)?|where)\b[^()\[\]]*|as needed|for [A-Z]\d[^()\[\]]*)[)\]]"
    r"|\b((?:only )?(?:if|unless) [^.,;:()\[\]]+)[.]?$"
    r"|^((?:if|unless|in case|when|once|as soon as) [^.;:()]{1,120}?)(?:,| then\b|:)"
    r"|^(otherwise|on (?:failure|error|success))[,:]",
    re.IGNORECASE,
)
# In that case the step is not done.
_SKIP = re.compile(
    r"\bskip(?: (?:it|this|the|this one))?(?: step)? (if|when|unless) ([^.,;:()\[\]]+)", re.IGNORECASE
)


def condition_of(text: str) -> str | None:
    """`if needed` of "Restart it (if needed)", `unless on AWS` of "Skip this step if on AWS"; None when always."""
    if "kip" in text and (skipped := _SKIP.search(text)):
        return f"{'if' if skipped[1].lower() == 'unless' else 'unless'} {skipped[2].strip()}"
    found = [next(filter(None, case)) for case in _CASE.findall(text)]
    # `(Optional) Purge it, only if the owner agrees`: the case says more than that it is optional.
    return next(
        (case for case in found if not case.lower().startswith("optional")), found[0] if found else None
    )
