"""Find a draft that waits for a curator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import NotFound

if TYPE_CHECKING:
    from bot.curating.desk import Curator
    from knowledge import Draft


async def pending(who: Curator, draft_id: int) -> Draft:
    """Return a draft that waits here.

    Raises:
        NotFound: it does not wait any more, or there is no such draft in this community.
    """
    for draft in await who.kb.imports.drafts(who.community):
        if draft.id == draft_id:
            return draft
    raise NotFound("draft", draft_id)
