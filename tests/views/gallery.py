"""An output folder in, one static HTML page per screen of samples.py out, to look at and to measure.

python -m tests.views.gallery FOLDER
"""

import re
import sys
from pathlib import Path

from app.views import render_region, render_screen
from app.views.environment import compile_all
from app.views.values import Screen
from tests.views.samples import screens

ROOT = Path(__file__).parents[2]


def draw(screen: Screen) -> str:
    return render_screen(screen, {id_: render_region(value) for id_, value in screen.regions})


def page(screen: Screen, css: str) -> str:
    """The shell with one screen in it; the browser's script and policy are left out, the theme is left to the browser."""
    shell = (ROOT / "index.html").read_text(encoding="utf-8")
    shell = re.sub(r"<meta http-equiv=.*?>|<script.*?</script>|<link rel=\"manifest\".*?>", "", shell)
    shell = (
        shell.replace("{{app_css}}", css)
        .replace("{{build}}", "gallery")
        .replace('data-engine="starting"', 'data-engine="ready"')
    )
    area = screen.route.split("/")[1].split("?")[0]
    shell = shell.replace(' aria-current="page"', "").replace(
        f'href="#/{area}">', f'href="#/{area}" aria-current="page">', 1
    )
    drawn = draw(screen)
    return shell.replace('data-engine="ready"', f'data-engine="ready" data-bar="{bar(drawn)}"', 1).replace(
        "<!-- screen -->", drawn
    )


def bar(drawn: str) -> str:
    """What the browser's script would tell the styles of a screen's foot (static/js/page/bar.js)."""
    _, here, actions = drawn.partition('id="run-actions"')
    return "none" if not here else "rollback" if "rollback-bar" in actions else "actions"


def write(folder: Path) -> list[Path]:
    compile_all()
    folder.mkdir(parents=True, exist_ok=True)
    css = (ROOT / "static/css/app.css").as_uri()
    paths = []
    for name, screen in screens().items():
        path = folder / f"{name}.html"
        path.write_text(page(screen, css), encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    sys.stdout.writelines(f"{path}\n" for path in write(Path(sys.argv[1])))
