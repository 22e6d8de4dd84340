"""What a page cannot do without: its own statements on the bare driver, and an empty page with the same layout."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from babel.support import Translations
from flask import Flask, render_template
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import Engine, event

from models import db
from ui.i18n import language

_EMPTY = '{% extends "_layout/base.html" %}{% block title %}Empty{% endblock %}'
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-32000")
_SHELL = (
    "menu_entries", "menu_shape", "menu_is_column", "office_line", "help_contact", "signed_in",
    "home_address", "help_address", "preferences_address", "own_record_address", "sign_out_address",
    "language_address", "language", "csp_nonce", "csrf_token", "new_key", "this_address",
    "text_size_class", "text_sizes",
)  # fmt: skip
"""Functions of the layout whose answers are worked out beforehand; the empty page is handed them."""


@dataclass
class Block:
    """The statements of one transaction; only one that commits needs a transaction at all."""

    statements: list[tuple[str, Any, bool]] = field(default_factory=list)
    commits: bool = False


class Recording:
    """Notes every statement that goes to the driver, with its parameters."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    @property
    def count(self) -> int:
        """Statements, those that begin and end transactions left out."""
        return sum(len(block.statements) for block in self.blocks)

    @property
    def writes(self) -> bool:
        """Whether something was committed."""
        return any(block.commits for block in self.blocks)

    @contextmanager
    def of(self, engine: Engine) -> Iterator[None]:
        """Listen while the block runs."""
        listeners: dict[str, Callable[..., None]] = {
            "begin": lambda _connection: self.blocks.append(Block()),
            "before_cursor_execute": self._note,
            "commit": self._commit,
        }
        for name, listener in listeners.items():
            event.listen(engine, name, listener)
        try:
            yield
        finally:
            for name, listener in listeners.items():
                event.remove(engine, name, listener)

    def _note(
        self, _connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool
    ) -> None:
        if not statement.startswith("BEGIN"):
            self.blocks[-1].statements.append((statement, values, many))

    def _commit(self, _connection: Any) -> None:
        self.blocks[-1].commits = True


class Bare:
    """The driver alone, set as the application sets it."""

    def __init__(self) -> None:
        url = db.engine.url
        self._begin = "BEGIN IMMEDIATE" if db.engine.dialect.name == "sqlite" else "BEGIN"
        self._connection: Any
        if db.engine.dialect.name == "sqlite":
            self._connection = sqlite3.connect(str(url.database), isolation_level=None)
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
        else:
            address = url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._connection = psycopg.connect(address, autocommit=True, options="-c timezone=UTC")

    def close(self) -> None:
        """Leave the database."""
        self._connection.close()

    def replay(self, recording: Recording) -> None:
        """Run the statements again and fetch what they give."""
        cursor = self._connection.cursor()
        for block in recording.blocks:
            if block.commits:
                cursor.execute(self._begin)
            for statement, values, many in block.statements:
                is_list = many and isinstance(values, list)  # rows may come one by one all the same
                (cursor.executemany if is_list else cursor.execute)(statement, values)
                if cursor.description:
                    cursor.fetchall()
            if block.commits:
                cursor.execute("COMMIT")


def empty_page(app: Flask) -> Flask:
    """A plain Flask application with one page: our layout, nothing in it, all it shows worked out beforehand.

    Called inside a request of the page to be compared.
    """
    functions: dict[str, Any] = app.jinja_env.globals
    given = {name: functions[name]() for name in _SHELL}
    bare = Flask("empty", template_folder=str(app.jinja_loader.searchpath[0]))  # type: ignore[union-attr]
    bare.secret_key = "measured, never served"
    environment = bare.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.loader = ChoiceLoader([DictLoader({"empty.html": _EMPTY}), bare.jinja_loader])  # type: ignore[list-item]
    environment.add_extension("jinja2.ext.i18n")
    words = Translations.load(f"{app.root_path}/translations", [language()])
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update({name: app.jinja_env.filters[name] for name in ("number", "phone")})
    for name in ("asset", "languages", "demonstration", "has_errors"):
        environment.globals[name] = functions[name]
    for name, value in given.items():
        environment.globals[name] = lambda value=value: value
    bare.add_url_rule("/", "empty", lambda: render_template("empty.html"))
    return bare
