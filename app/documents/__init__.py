"""Markdown text comes in, a Document goes out: the room's public names."""

from app.documents.model import Command, Document, Field, Procedure, Step
from app.documents.parse import parse

__all__ = ["Command", "Document", "Field", "Procedure", "Step", "parse"]
