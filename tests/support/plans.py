"""Explains each statement of a page or a use case when a test first runs it: none may walk through a table that grows.

The database itself is asked how it would go about it. SQLite does not count rows and goes by the indexes that there
are. PostgreSQL knows that the rows are few, so it is told to avoid walking: where it still does, no index will do.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import has_request_context
from sqlalchemy import Connection, Engine, event

from models import db
from services import unit

ROOT = Path(__file__).parents[2]
SMALL = {"audit_head", "holiday", "number_series", "place", "rule_set", "schedule"}
"""Tables that years of use do not lengthen. Every other table does, one not yet thought of as well."""
IN_LINE = {
    "ix_change_due", "ix_change_until_on", "ix_notice_due_waiting", "ix_notice_in_force", "ix_notification_unseen",
    "ix_outbox_given_up", "ix_outbox_waiting",
}  # fmt: skip
"""Indexes that hold only what still waits: to go through all of that is the work of the daily round."""
DEMONSTRATION = (ROOT / "queries/demo.py", ROOT / "services/demo")
"""It reads all of its small ward."""

_READS = re.compile(r"\s*(?:SELECT|WITH|UPDATE|DELETE)\b")
_ALL = re.compile(r"\s*DELETE FROM \w+\s*$")
"""Who empties a table means every row of it."""
_OUTSIDE = re.compile(r"NOT IN \(SELECT\b")
"""PostgreSQL reads the whole list, and an empty value in it hides every row; NOT EXISTS looks into an index."""
_NOTHING = re.compile(r"\bFROM (\w+)([^()]*?)\bWHERE 0 = 1\b")
"""An office without the right reads nothing; SQLite says that it would walk, and stops before the first row."""
_STEP = re.compile(r"(SCAN|SEARCH) (\w+)(?: USING (.*))?")

_met: set[tuple[str, str]] = set()
_found: list[str] = []


@event.listens_for(Engine, "before_cursor_execute")
def _explain(
    connection: Connection, _cursor: Any, statement: str, values: Any, _context: Any, many: bool
) -> None:
    met = (connection.dialect.name, statement)
    if met in _met or not _READS.match(statement) or not (has_request_context() or unit._inside.get()):
        return
    _met.add(met)
    walks = walks_of(connection, statement, values[0] if many else values)
    if walks and not _is_demonstration():
        _found.append(f"{', '.join(walks)}: {statement}")


def taken() -> list[str]:
    """The walks that were found since the last time somebody asked."""
    found = list(_found)
    _found.clear()
    return found


def forget() -> None:
    """Explain every statement once more: among many rows the database may choose another way."""
    _met.clear()


def walks_of(connection: Connection, statement: str, values: Any) -> list[str]:
    """The tables that a statement would walk through from end to end."""
    if _ALL.match(statement):
        return []
    walk = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    lists = _OUTSIDE.findall(statement)
    return [*lists, *walk(connection.connection.dbapi_connection, statement, values)]


def _on_sqlite(driver: Any, statement: str, values: Any) -> Iterator[str]:
    tables = {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", statement)}
    asked = _NOTHING.sub(r"FROM \1\2WHERE \1.rowid = 0", statement)
    for *_numbers, step in driver.execute(f"EXPLAIN QUERY PLAN {asked}", values).fetchall():
        if found := _STEP.match(step):
            how, alias, by = found[1], str(found[2]), found[3] or ""
            table = tables.get(alias, alias)
            index = re.search(r"INDEX (\w+)", by)
            is_walk = how == "SCAN" and not (index and index[1] in IN_LINE)
            if _grows(table) and (is_walk or "AUTOMATIC" in by):  # an index of the moment is made by a walk
                yield step


def _on_postgresql(driver: Any, statement: str, values: Any) -> Iterator[str]:
    cursor = driver.cursor()
    cursor.execute("SET enable_seqscan = off")
    ((plan,),) = cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", values).fetchone()
    cursor.execute("RESET enable_seqscan")
    for node in _nodes(plan["Plan"]):
        if node["Node Type"] == "Seq Scan" and _grows(node["Relation Name"]):
            yield f"Seq Scan on {node['Relation Name']}"


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _grows(table: str) -> bool:
    return table in db.metadata.tables and table not in SMALL


def _is_demonstration() -> bool:
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        if any(Path(frame.f_code.co_filename).is_relative_to(place) for place in DEMONSTRATION):
            return True
    return False
