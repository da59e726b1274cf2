"""What few visits need is not in the memory image: nothing that a start imports may import it."""

import subprocess
import sys

import pytest

from build.paths import ROOT


@pytest.mark.parametrize("room", ["app.interchange", "app.workbench.exporting", "csv"])
def test_a_start_does_not_import_it(room: str) -> None:
    looked = f"import sys, app.workbench, app.views, build.warm; build.warm.first_screen(); sys.exit({room!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", looked], check=True, cwd=ROOT)
