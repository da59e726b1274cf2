"""Nothing in, the names, moments and hostile texts all samples share out."""

from app.views.values import (
    Mark,
)

T0 = 1_763_716_200_000
DOC, RUN = "mzxw6ytboi5dgnbv", "nbswy3dpeb3w64tm"
EVENT = "4f1a" * 16
ANA, BEN = Mark("Ana Ruiz", T0 + 240_000, "on-call phone"), Mark("Ben", T0 + 245_000, "laptop")
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)> " \' & data-command="finish-run" style="color:red"'
)
LONG = "Averyverylongwordwithoutanyspaceinit" * 6
