"""A ward in use, for measuring: the 1,240 members of the sample list come in by the real import, then what happens.

On SQLite in a folder that goes away, and on any PostgreSQL server on which databases may be made.
"""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import ColumnElement, func, make_url, select

from access import Actor
from adapters import clock
from adapters.tools import tools
from app import create_app
from models import Account, Liaison, Mandate, Member, Notice, Organisation, db
from models.vocabulary import Category, LiaisonState, NoticeState, Office, OrganisationKind
from queries.sessions import of_token
from services.reference import load_reference
from services.sessions import begin_session, keep_session
from settings import load
from tests.support import crowd
from tests.support.factories import a_meeting

_LET_GO = {
    "sqlite": ("DROP TRIGGER audit_entry_not_deleted",),
    "postgresql": ("ALTER TABLE audit_entry DISABLE TRIGGER USER",),
}
"""Here alone the trail may be cut: each round takes back the mark that it left."""
NAMES = 250
"""On the list of one meeting: the largest cells of the country."""


@dataclass(frozen=True)
class Ward:
    """The application on a filled database, and who signs in there."""

    app: Flask
    cookies: dict[str, str]
    """Cookie of a session by role: secretary (of the largest cell), commune, workplace, member; two who search; and
    the secretary of the cell that meets this evening."""
    member_ref: str
    """A member of the largest cell."""
    notice_ref: str
    """A notice that waits there."""
    cell_id: int
    """The largest cell."""
    searched: str
    """The name that is being searched for."""
    meeting_ref: str
    """The meeting of this evening, with as many names as the largest cells of the country have."""

    @property
    def engine(self) -> str:
        """The database and its version."""
        with self.app.app_context():
            return engine_name()


@contextmanager
def installation(server: str | None) -> Iterator[Flask]:
    """An empty register on SQLite, or on a new database of this server, with the reference data; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, _database(server) as url:
        environment = {"LIAISON_INSTANCE": folder} | ({"LIAISON_DATABASE_URL": url} if url else {})
        app = create_app(load(environment))
        with app.app_context():
            db.create_all()
            load_reference(Actor.worker())
            db.session.remove()
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextmanager
def installed(server: str | None) -> Iterator[Ward]:
    """The same with the ward in it."""
    with installation(server) as app:
        with app.app_context():
            ward = _fill(app)
        yield ward


def engine_name() -> str:
    """The database of the application at hand and its version."""
    if db.engine.dialect.name == "sqlite":
        return f"SQLite {db.session.scalar(select(func.sqlite_version()))}"
    return f"PostgreSQL {db.session.scalar(select(func.current_setting('server_version')))}".split(" (")[0]


@contextmanager
def _database(server: str | None) -> Iterator[str | None]:
    if server is None:
        yield None
        return
    url = make_url(server)
    name = sql.Identifier(f"liaison_{uuid.uuid4().hex[:8]}")
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield url.set(database=name.as_string().strip('"')).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _fill(app: Flask) -> Ward:
    crowd.move_in()
    cell = crowd.fullest(OrganisationKind.RESIDENCE_CELL)
    hall = _crowded(cell)
    meeting = a_meeting(hall)
    with db.engine.connect() as connection:
        for statement in (*_LET_GO[connection.dialect.name], "ANALYZE"):
            connection.exec_driver_sql(statement)
        connection.commit()
    held = select(Member).join(Liaison, Liaison.member_id == Member.id).where(Liaison.residence_id == cell.id)
    active = held.where(Liaison.state == LiaisonState.ACTIVE).order_by(Liaison.sort_key).limit(1)
    member = db.session.scalars(active).one()
    waiting = select(Notice.ref).where(Notice.receiver_id == cell.id, Notice.state == NoticeState.SENT)
    people = {
        "secretary": _secretary(Organisation.id == cell.id),
        "commune": _secretary(Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE),
        "workplace": _secretary(Organisation.kind == OrganisationKind.WORKPLACE_COMMITTEE),
        "member": db.session.scalars(select(Account.id).where(Account.member_id == member.id)).one(),
        "secretary of 250": _secretary(Organisation.id == hall.id),
    }
    cookies = {role: _sign_in(app, account) for role, account in people.items()} | {"nobody": ""}
    name = member.full_name.split()[-1]
    for role in ("secretary", "commune"):
        cookies[f"{role} searching"] = _sign_in(app, people[role], name)
    notice = db.session.scalars(waiting.order_by(Notice.id).limit(1)).one()
    return Ward(app, cookies, member.ref, notice, cell.id, name, meeting.ref)


def _crowded(largest: Organisation) -> Organisation:
    """Another cell of the ward, with so many members as the page of attendance has to bear."""
    of_kind = select(Organisation).where(Organisation.kind == OrganisationKind.RESIDENCE_CELL)
    cell = db.session.scalars(of_kind.where(Organisation.id != largest.id).order_by(Organisation.id)).first()
    assert cell is not None
    listed = (Liaison.residence_id == cell.id, Liaison.state == LiaisonState.ACTIVE)
    full = select(func.count()).where(*listed, Liaison.category == Category.FULL)
    missing = NAMES - (db.session.scalar(full) or 0)
    crowd.settle(missing, [cell], [crowd.fullest(OrganisationKind.WORKPLACE_CELL)])
    return cell


def _secretary(where: ColumnElement[bool]) -> int:
    """The account of the secretary of the first such organisation."""
    found = (
        select(Mandate.account_id)
        .join(Organisation, Organisation.id == Mandate.organisation_id)
        .where(where, Mandate.office == Office.SECRETARY)
    )
    return db.session.scalars(found.order_by(Organisation.id).limit(1)).one()


def _sign_in(app: Flask, account_id: int, words: str | None = None) -> str:
    """Begin a session as the sign-in page does, in which a name is being searched for or not; gives the cookie."""
    actor = Actor(account_id=account_id)
    token = begin_session(actor, account_id, None, "benchmarks")
    who = of_token(tools().keys.seal(token), clock.today())
    if words and who:
        keep_session(actor, who.id, json.dumps({"search": words}), False)
    return f"{app.config['SESSION_COOKIE_NAME']}=s.{token}"
