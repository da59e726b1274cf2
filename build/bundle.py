"""An entry script or stylesheet in, one minified file that holds all it imports out."""

import json
import subprocess

from build.paths import NODE_MODULES, ROOT

ESBUILD = NODE_MODULES / ".bin" / "esbuild"

# What every supported browser understands; Pyodide's own floor is no lower.
BROWSERS = "es2022,chrome112,firefox112,safari16.4"


def bundle(
    entry: str,
    *,
    define: dict[str, object] | None = None,
    outside: dict[str, str] | None = None,
    start: str = "",
) -> bytes:
    """`define` replaces names by JSON values; `outside` names the imports that stay imports, and their addresses."""
    options = [
        "--bundle",
        "--minify",
        "--log-level=warning",
        f"--target={BROWSERS}",
        "--charset=utf8",
        "--loader:.md=text",
    ]
    if not entry.endswith(".css"):
        options += ["--format=esm", "--legal-comments=none", '--define:process.env.NODE_ENV="production"']
    for name, value in (define or {}).items():
        options.append(f"--define:{name}={json.dumps(value)}")
    for name, address in (outside or {}).items():
        options += [f"--alias:{name}={address}", f"--external:{address}"]
    if start:
        options.append(f"--banner:js={start}")
    done = subprocess.run([ESBUILD, entry, *options], check=True, cwd=ROOT, stdout=subprocess.PIPE)
    return done.stdout
