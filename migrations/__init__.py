"""Alembic migrations of the store, for SQLite and PostgreSQL; they run without an ini file.

`KNOWN` lists the revisions in order: a database that is up to date is recognised without loading Alembic.
"""

KNOWN = ("0001", "0002", "0003", "0004", "0005")
HEAD = KNOWN[-1]
