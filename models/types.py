"""Column types: row ids, references, times, byte-ordered text, enumerations by value."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, String
from sqlalchemy.types import TypeDecorator, TypeEngine

RowId = BigInteger().with_variant(Integer(), "sqlite")
"""A bigint is no row id on SQLite and would cost a second tree."""

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [one + other for one in _LETTERS for other in _LETTERS]
"""Ten random bits are two letters."""
REF_LENGTH = 12
Ref = String(REF_LENGTH)


def new_ref() -> str:
    """A random reference of 60 bits, easy to read aloud (no i, l, o, u)."""
    bits = secrets.randbits(60)
    return "".join([_PAIRS[bits >> shift & 1023] for shift in range(0, 60, 10)])


def bytewise(length: int) -> TypeEngine[str]:
    """Text compared byte by byte on both databases: paths, folded names, sort keys."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; comes back aware on both databases."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        """A time with zone on PostgreSQL, plain UTC on SQLite."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without zone: it would be read as another moment elsewhere."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same moment, aware."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def one_of(kind: type[StrEnum], name: str | None = None) -> Enum:
    """A column of one word of an enumeration, checked by the database; two of a kind in one table need a name."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name or kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )
