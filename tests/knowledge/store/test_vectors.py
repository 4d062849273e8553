from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.store import communities, vectors

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.store.database import Database


async def test_vectors_are_found_by_community_model_and_digest(database: Database, now: datetime) -> None:
    async with database.writer() as session:
        for community in ("ms", "migraine"):
            await communities.ensure(session, community, now)
        await vectors.save(session, "ms", "a", {b"1": b"one", b"2": b"two"})
        await vectors.save(session, "ms", "b", {b"1": b"uno"})
        await vectors.save(session, "migraine", "a", {b"1": b"other"})
    async with database.reader() as session:
        assert await vectors.load(session, "ms", "a", [b"1", b"2", b"3"]) == {b"1": b"one", b"2": b"two"}
        assert await vectors.load(session, "ms", "b", [b"1", b"2"]) == {b"1": b"uno"}
        assert await vectors.load(session, "ms", "c", [b"1"]) == {}
        assert await vectors.load(session, "ms", "a", []) == {}


async def test_saving_what_is_known_changes_nothing(database: Database, now: datetime) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        await vectors.save(session, "ms", "a", {b"1": b"one"})
        await vectors.save(session, "ms", "a", {b"1": b"eins", b"2": b"zwei"})
        assert await vectors.load(session, "ms", "a", [b"1", b"2"]) == {b"1": b"one", b"2": b"zwei"}


async def test_more_vectors_than_a_statement_takes(database: Database, now: datetime) -> None:
    many = {number.to_bytes(32): number.to_bytes(4) for number in range(12_000)}
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        await vectors.save(session, "ms", "a", many)
        await vectors.save(session, "ms", "a", many)
    async with database.reader() as session:
        assert await vectors.load(session, "ms", "a", list(many)) == many


async def test_vectors_of_other_models_can_be_dropped(database: Database, now: datetime) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        for model in ("old", "new"):
            await vectors.save(session, "ms", model, {b"1": b"one"})
        await vectors.drop_other_models(session, "ms", "new")
        assert await vectors.load(session, "ms", "old", [b"1"]) == {}
        assert await vectors.load(session, "ms", "new", [b"1"]) == {b"1": b"one"}
