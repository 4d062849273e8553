"""What a community may choose for itself, and what comes of the choices that the knowledge base obeys."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from knowledge.errors import BadChoice, EmptyText, TextTooLong
from knowledge.service.rules import require
from knowledge.service.signposts import Own
from knowledge.store import audit, choices, communities, retention
from knowledge.store.audit import Deed
from knowledge.store.columns import storable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.policy import Policy

NAME_LIMIT = 100  # characters, as are the others
NUMBERS_LIMIT = 200
SIGN_LIMIT = 600  # of the words that a community writes into a signpost
VALUE_LIMIT = 20_000  # of a value as JSON
_WORDS_KEPT = "words_kept_days"
_WHOLE = {"review_after_days": (1, 36_500), _WORDS_KEPT: (7, retention.WORDS_KEPT.days)}
_SWITCHES = {"withhold_overdue"}
_NUMBERS = {"emergency_numbers": "emergency", "crisis_numbers": "crisis"}  # and what signposts call them
_WORDS = {f"{kind}_words": kind for kind in ("emergency", "crisis", "personal")}
_NO_ROW = 0  # a community is named by the audit's own column, not by a number


def checked_choices(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return choices as they will be read back.

    Raises:
        BadChoice: a name or a value cannot be kept, or the knowledge base could not obey it.
    """
    return {_checked_name(name): _checked(name, value) for name, value in changes.items()}


async def put_choices(
    session: AsyncSession, community: str, changes: Mapping[str, Any], *, editor: str, now: datetime
) -> dict[str, Any]:
    """Keep checked choices, None for those taken back, and return all that hold; the next question obeys them."""
    await communities.ensure(session, community, now)
    await communities.bump(session, community)  # before reading: whoever chooses as well has to wait
    before = await choices.kept(session, community)
    new = {name: value for name, value in changes.items() if not _same(before.get(name), value)}
    if new:
        await choices.keep(session, community, new)
        deed = Deed(editor, "chosen", "choice", _NO_ROW, now, _shown(before, new), _shown(new, new))
        await audit.record(session, community, deed)
    return {name: value for name, value in sorted({**before, **new}.items()) if value is not None}


async def own_policy(session: AsyncSession, community: str, policy: Policy) -> Policy:
    """Return the policy of a community: `policy` under what it chose."""
    chosen = await communities.chosen(session, community)
    return policy.under(chosen, await choices.kept(session, community))


def own_signs(chosen: Mapping[str, Any]) -> Own:
    """Return what a community chose for its signposts."""
    return Own(
        {number: chosen[name] for name, number in _NUMBERS.items() if name in chosen},
        {kind: chosen[name] for name, kind in _WORDS.items() if name in chosen},
    )


async def expire(session: AsyncSession, community: str, *, now: datetime) -> None:
    """Erase what is kept of members for no longer than `store.retention` or the community says; it must exist."""
    days = (await choices.kept(session, community)).get(_WORDS_KEPT, retention.WORDS_KEPT.days)
    await retention.expire(session, community, now=now, words_kept=timedelta(days=days))


def _checked_name(name: str) -> str:
    if not 0 < len(name) <= NAME_LIMIT or storable(name) != name:
        raise BadChoice(name, None, "name", 1, NAME_LIMIT)
    return name


def _checked(name: str, value: Any) -> Any:  # noqa: ANN401  JSON
    if value is None:
        return None
    if name in _WHOLE:
        least, most = _WHOLE[name]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise BadChoice(name, value, "number", least, most)
    elif name in _SWITCHES and not isinstance(value, bool):
        raise BadChoice(name, value, "switch")
    elif name in _NUMBERS:
        return _checked_text(name, value, NUMBERS_LIMIT)
    elif name in _WORDS:
        return _checked_text(name, value, SIGN_LIMIT, lines=True)
    return _as_json(name, value)


def _checked_text(name: str, value: object, limit: int, *, lines: bool = False) -> str:
    given = storable(value) if isinstance(value, str) else ""
    # Lines that stand there stay; what is folded is what nobody sees.
    parts = given.strip().splitlines() if lines else [given]
    folded = "\n".join(" ".join(part.split()) for part in parts)
    try:
        require(name, folded, limit)
    except (EmptyText, TextTooLong) as error:
        raise BadChoice(name, value, "text", 1, limit) from error
    return folded


def _as_json(name: str, value: Any) -> Any:  # noqa: ANN401  JSON
    """Return a value as it reads back from JSON."""
    try:
        written = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadChoice(name, value, "json", 1, VALUE_LIMIT) from error
    if len(written) > VALUE_LIMIT:
        raise BadChoice(name, value, "json", 1, VALUE_LIMIT)
    return json.loads(written)


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401  JSON
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)  # to Python, 1 is True


def _shown(chosen: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any] | None:
    return {name: chosen[name] for name in names if chosen.get(name) is not None} or None
