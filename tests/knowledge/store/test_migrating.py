from __future__ import annotations

import asyncio
from datetime import timedelta
from importlib import resources
from typing import TYPE_CHECKING, Any

import alembic.op
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect as look_at

import migrations
from knowledge.domain import EntryText, Origin, ProposalKind, QuestionStatus
from knowledge.store import communities, entries, notices, proposals, questions, settling
from knowledge.store.database import Database
from knowledge.store.migrating import migrate
from knowledge.store.tables import CommunityRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

TABLES = set(CommunityRow.metadata.tables) | {"alembic_version"}


async def tables_of(database: Database) -> set[str]:
    async with database.reader() as session:
        connection = await session.connection()
        return set(await connection.run_sync(lambda sync: look_at(sync).get_table_names()))


def differences(connection: Connection) -> list[Any]:
    return compare_metadata(MigrationContext.configure(connection), CommunityRow.metadata)


async def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    async with database.reader() as session:
        assert await (await session.connection()).run_sync(differences) == []
    assert await tables_of(database) == TABLES


async def test_a_difference_would_be_noticed(database: Database) -> None:
    async with database.writer() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("DROP INDEX ix_entries_community_id_version")
        await connection.exec_driver_sql("ALTER TABLE sources DROP COLUMN url")
        found = await connection.run_sync(differences)
    assert {difference[0] for difference in found} == {"add_index", "add_column"}


async def test_the_known_revisions_are_those_in_the_folder() -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.files(migrations)))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == migrations.KNOWN


async def test_a_failed_migration_leaves_nothing_and_can_be_tried_again(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_table = alembic.op.create_table

    def fail_at_drafts(name: str, *args: Any, **options: Any) -> None:  # noqa: ANN401
        if name == "drafts":
            raise ZeroDivisionError
        create_table(name, *args, **options)

    monkeypatch.setattr(alembic.op, "create_table", fail_at_drafts)
    with pytest.raises(ZeroDivisionError):
        await migrate(database_url)
    empty = Database(database_url)
    assert await tables_of(empty) == set()
    await empty.dispose()
    monkeypatch.undo()
    database = await Database.open(database_url)
    assert await tables_of(database) == TABLES
    await database.dispose()


async def test_two_that_migrate_at_once_both_succeed(database_url: str) -> None:
    first, second = await asyncio.gather(Database.open(database_url), Database.open(database_url))
    assert await tables_of(second) == TABLES
    await first.dispose()
    await second.dispose()


async def test_migrating_says_nothing_and_may_be_repeated(
    database_url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        await migrate(database_url)
        await migrate(database_url)
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.name.startswith("alembic")] == []


async def go(database: Database, step: Callable[[Config, str], None], revision: str) -> None:
    def run(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(resources.files(migrations)))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        step(config, revision)

    async with database.writer() as session:
        await (await session.connection()).run_sync(run)


async def test_the_migrations_can_be_taken_back(database: Database) -> None:
    await go(database, command.downgrade, "base")
    assert await tables_of(database) == {"alembic_version"}


async def test_what_a_community_has_outlives_migrations_there_and_back(
    database: Database, now: datetime
) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        entry = await entries.add(session, "ms", EntryText("Why?", "Because."), editor="mo", now=now)
    await go(database, command.downgrade, "0001")
    await go(database, command.upgrade, "head")
    async with database.reader() as session:
        assert await (await session.connection()).run_sync(differences) == []
        assert (await entries.get(session, "ms", entry.id)).answer == "Because."


async def test_what_was_proposed_before_there_were_kinds_is_a_phrasing_picked_once(
    database: Database, now: datetime
) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        entry = await entries.add(session, "ms", EntryText("Why?", "Because."), editor="mo", now=now)
        await proposals.propose(session, "ms", entry.id, "How come?", now=now)
        await proposals.propose(session, "ms", entry.id, "How?", ProposalKind.BLOCK, now=now)
    await go(database, command.downgrade, "0002")
    await go(database, command.upgrade, "head")
    async with database.reader() as session:
        [proposal] = await proposals.listed(session, "ms")
    assert (proposal.wording, proposal.kind, proposal.times) == ("How come?", ProposalKind.PHRASING, 1)


async def test_who_asked_before_there_was_a_choice_waits(database: Database, now: datetime) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", now)
        opened = await questions.open_or_join(
            session,
            "ms",
            "Why?",
            folded="why",
            asker="ann",
            key="1",
            origin=Origin.DISCORD,
            now=now,
            waits=False,
        )
    await go(database, command.downgrade, "0004")
    await go(database, command.upgrade, "head")
    async with database.writer() as session:
        await settling.close(session, "ms", opened.question_id, QuestionStatus.DISMISSED, now=now)
    later = now + timedelta(hours=1)
    async with database.reader() as session:
        assert [each.notice.question for each in await notices.owed(session, now=later)] == ["Why?"]
