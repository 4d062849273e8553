"""What the tables share: named constraints, ids, communities, enums."""

from enum import StrEnum

from sqlalchemy import JSON, BigInteger, Enum, ForeignKey, ForeignKeyConstraint, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can change it on both backends."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


# SQLite numbers rows by itself only in a column declared INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")
Json = JSON(none_as_null=True)


def choice(values: type[StrEnum], name: str) -> Enum:
    """Return the column type of an enum: text that the database checks."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda enum: [member.value for member in enum],
    )


def id_column() -> Mapped[int]:
    """Return a primary key that the database numbers."""
    return mapped_column(Id, primary_key=True, autoincrement=True)


def community_column() -> Mapped[str]:
    """Return the column that says which community a row belongs to, and goes with."""
    return mapped_column(ForeignKey("communities.id", ondelete="CASCADE"))


def belongs(column: str, table: str) -> ForeignKeyConstraint:
    """Tie `column` to a row of `table` in the same community."""
    return ForeignKeyConstraint(
        ["community_id", column], [f"{table}.community_id", f"{table}.id"], ondelete="CASCADE"
    )
