"""The rows of a PostgreSQL database, known by heart: which tables are no longer as they were, and how to mend them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql

_CATALOGUES = ("pg_attribute", "pg_class", "pg_constraint", "pg_index", "pg_proc", "pg_trigger")
"""Where PostgreSQL notes down what its tables are; whoever changes rows leaves these as they are."""
_NAMES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = %s ORDER BY 1"
)
_CUT_OFF = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
)
_TABLE_MARK = "SELECT {}, count(*), max(xmin::text::bigint) FROM {}"
"""Whatever is written gets a newer xmin, and whatever is deleted is missing in the count."""
_SEQUENCE_MARK = "SELECT {}, last_value, is_called::int FROM {}"


@dataclass(frozen=True)
class Rows:
    """What stood in each table, as COPY writes it, and where each sequence was."""

    tables: dict[str, bytes]
    sequences: dict[str, tuple[int, int]]


class Memory:
    """One database, and what is known of it since it was last looked at."""

    def __init__(self, address: str) -> None:
        self._connection = psycopg.connect(address, autocommit=True)
        tables, sequences = self._names("r"), self._names("S")
        marks = [_with(_TABLE_MARK, name) for name in (*tables, *_CATALOGUES)]
        marks += [_with(_SEQUENCE_MARK, name) for name in sequences]
        self._asking = sql.SQL(" UNION ALL ").join(marks)
        self._marks = self._look()
        self.rows = Rows(
            {name: self._read(name) for name in tables}, {name: self._marks[name] for name in sequences}
        )

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def recall(self, wanted: Rows) -> bool:
        """Make the rows what they were; False where more than rows is different, or something is in the way."""
        if wanted.tables.keys() != self.rows.tables.keys():
            return False
        try:
            self._connection.execute(_CUT_OFF)
            found = self._look()
            if any(found[name] != self._marks[name] for name in _CATALOGUES):
                return False
            self._refill([name for name in wanted.tables if self._differs(name, found, wanted)], wanted)
            for name, (last, is_called) in wanted.sequences.items():
                if found[name] != (last, is_called):
                    self._connection.execute("SELECT setval(%s, %s, %s)", (name, last, bool(is_called)))
            self._marks = self._look()
        except psycopg.Error:
            return False
        self.rows = wanted
        return True

    def _differs(self, table: str, found: dict[str, tuple[int, int]], wanted: Rows) -> bool:
        return found[table] != self._marks[table] or self.rows.tables[table] != wanted.tables[table]

    def _refill(self, tables: list[str], wanted: Rows) -> None:
        """Neither keys between tables nor the guards of the trail have a say in this."""
        if not tables:
            return
        with self._connection.transaction():
            self._connection.execute("SET LOCAL session_replication_role = replica")
            self._connection.execute("SET LOCAL lock_timeout = '5s'")
            for name in tables:
                self._connection.execute(_with("DELETE FROM {}", name))
                with self._connection.cursor().copy(
                    _with("COPY {} FROM STDIN (FORMAT binary)", name)
                ) as copy:
                    copy.write(wanted.tables[name])
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        self._connection.execute(sql.SQL("VACUUM {}").format(names))  # what was deleted would pile up

    def _names(self, kind: str) -> list[str]:
        return [name for (name,) in self._connection.execute(_NAMES, (kind,))]

    def _look(self) -> dict[str, tuple[int, int]]:
        return {name: (one, two) for name, one, two in self._connection.execute(self._asking, prepare=True)}

    def _read(self, table: str) -> bytes:
        with self._connection.cursor().copy(_with("COPY {} TO STDOUT (FORMAT binary)", table)) as copy:
            return b"".join(bytes(part) for part in copy)


def _with(statement: LiteralString, name: str) -> sql.Composed:
    """The statement about a table or sequence, its name as a value where the statement asks for two."""
    names = [sql.Literal(name)] if statement.count("{}") > 1 else []
    return sql.SQL(statement).format(*names, sql.Identifier(name))
