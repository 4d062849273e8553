"""`afterword import`: documents in, drafts (or published entries) out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.app import knowledge_base
from bot.errors import sentence
from bot.render.records import import_record, to_json
from bot.render.reports import report_text
from bot.render.words import safe_line
from bot.terminal.screen import progress_bars
from bot.terminal.session import Role
from knowledge import DocumentRefused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.settings import Settings
    from knowledge import KnowledgeBase

LIMIT = 20_000_000  # bytes; a post with 10,000 comments has about 5,000,000


async def import_files(
    settings: Settings,
    files: Sequence[Path],
    *,
    author: str | None,
    url: str | None,
    approve: bool,
    as_json: bool,
) -> int:
    """Import each file in a transaction of its own; return 1 when one was refused, after doing the others."""
    status = 0
    async with knowledge_base(settings) as kb:
        for file in files:
            try:
                with progress_bars() as progress:
                    report = await kb.imports.import_document(
                        settings.community,
                        read_document_file(file),
                        file.name,
                        author=author,
                        url=url,
                        approve=approve,
                        editor=Role.MODERATOR.value,
                        progress=progress,
                    )
            except DocumentRefused as error:
                print(sentence(error), file=sys.stderr)
                status = 1
                continue
            print(to_json(import_record(str(file), report)) if as_json else report_text(report))
        await _encode(kb, settings)
    return status


async def _encode(kb: KnowledgeBase, settings: Settings) -> None:
    """Encode now what was published, so that the first question need not wait."""
    with progress_bars() as progress:
        await kb.warm(settings.community, progress)


def read_document_file(file: Path) -> bytes:
    """Read a file that is to be imported, without reading one that is too large.

    Raises:
        DocumentRefused: it is missing, a directory, unreadable or too large.
    """
    name = safe_line(str(file))
    try:
        if file.is_dir():
            raise DocumentRefused(name, "directory")
        if (size := file.stat().st_size) > LIMIT:
            raise DocumentRefused(name, "too large", f"{size:,} bytes")
        with file.open("rb") as stream:
            data = stream.read(LIMIT + 1)  # a pipe or a device has no size beforehand
    except (FileNotFoundError, NotADirectoryError):
        raise DocumentRefused(name, "missing") from None
    except (OSError, ValueError):
        raise DocumentRefused(name, "unreadable") from None
    if len(data) > LIMIT:
        raise DocumentRefused(name, "too large")
    return data
