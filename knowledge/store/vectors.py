"""Encoded texts by model, so that nothing is encoded twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from knowledge.store.tables import VectorRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

_BATCH = 5000  # drivers limit the parameters of a statement to about 32,000


async def load(
    session: AsyncSession, community: str, model: str, digests: Sequence[bytes]
) -> dict[bytes, bytes]:
    """Return the vectors known under `model` among those with these digests."""
    found: dict[bytes, bytes] = {}
    for batch in _batches(digests):
        rows = await session.execute(
            select(VectorRow.digest, VectorRow.vector).where(
                VectorRow.community_id == community, VectorRow.model == model, VectorRow.digest.in_(batch)
            )
        )
        found.update((row.digest, row.vector) for row in rows)
    return found


async def save(session: AsyncSession, community: str, model: str, vectors: Mapping[bytes, bytes]) -> None:
    """Keep vectors by digest under `model`; those known already stay as they are. The community exists."""
    known = await _known(session, community, model, list(vectors))
    new = [
        {"community_id": community, "model": model, "digest": digest, "vector": vector}
        for digest, vector in vectors.items()
        if digest not in known
    ]
    if new:
        await session.execute(insert(VectorRow), new)


async def drop_other_models(session: AsyncSession, community: str, model: str) -> None:
    """Delete what was encoded with another model than `model`."""
    await session.execute(
        delete(VectorRow).where(VectorRow.community_id == community, VectorRow.model != model)
    )


async def _known(session: AsyncSession, community: str, model: str, digests: Sequence[bytes]) -> set[bytes]:
    known: set[bytes] = set()
    for batch in _batches(digests):
        rows = await session.scalars(
            select(VectorRow.digest).where(
                VectorRow.community_id == community, VectorRow.model == model, VectorRow.digest.in_(batch)
            )
        )
        known.update(rows)
    return known


def _batches(digests: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (digests[start : start + _BATCH] for start in range(0, len(digests), _BATCH))
