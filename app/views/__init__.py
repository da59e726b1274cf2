"""Page values in, HTML text out: `render_region` draws one region, `render_screen` puts drawn regions in their slots."""

from app.views.screens import render_file, render_region, render_screen

__all__ = ["render_file", "render_region", "render_screen"]
