"""Outcomes and entries in the forms people and programs read: words, plain text, panels, JSON. All pure."""
