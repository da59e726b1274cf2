"""Requests from the page in, replies out: the workbench's one public name."""

from app.workbench.handle import Workbench

__all__ = ["Workbench"]
