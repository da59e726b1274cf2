"""Mattermost Playbooks' export file (JSON, version 1): read, made into Markdown, and written from a document."""
