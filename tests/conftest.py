"""The application on a fresh database for each test, on both engines; who is signed in; what time it is."""

import shutil
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import stamp
from flask_sqlalchemy import SQLAlchemy
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from sqlalchemy import select

from access import Actor
from adapters import demonstration as demonstrations
from app import create_app
from models import Account, SignIn
from models import db as database
from services import sessions
from services.demo.filling import fill_demonstration
from settings import Settings
from tests.support import crowd, plans, postgres
from tests.support import world as worlds
from tests.support.catalogues import compiled
from tests.support.databases import Database, Postgresql, Sqlite
from tests.support.gates import CHROMIUM
from tests.support.inspector import HOST, Browser
from tests.support.lists import TODAY
from tests.support.postbox import a_free_port
from tests.support.recorder import Clock, standing_clock

TOOLS = "liaison_tools"
"""Where an application keeps its tools (adapters/tools.py)."""
STALE = timedelta(minutes=11)
"""A proof of identity of this age has to be given again for acts of weight."""
ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@dataclass(frozen=True)
class Ground:
    """One application on one engine, used by one test after the other, and the databases it can stand on.

    A database that is kept bears the name of the fixture that fills it; the later ones are fuller than the earlier.
    """

    app: Flask
    database: Database
    names: dict[str, dict[str, int]]
    kept: list[str]

    def put_back(self, fixtures: Container[str]) -> None:
        """Lay the database anew, as full as these fixtures want it and have filled it already."""
        if not self.database.stays_open:
            _release(self.app)
        self.database.put_back(next((name for name in reversed(self.kept) if name in fixtures), "schema"))

    def keep(self, name: str) -> None:
        """Remember what a fixture has filled in, so that it need not do so again."""
        database.session.remove()
        _release(self.app)
        self.database.keep(name)
        self.kept.append(name)


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The database engine: everything that touches a database runs on both."""
    name: str = request.param
    if name == "postgresql" and postgres.server_url() is None:
        pytest.skip(postgres.reason())
    return name


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled catalogues, and of what templates turn into."""
    return compiled(tmp_path_factory.mktemp("translations"))


@pytest.fixture(scope="session")
def ground(engine: str, words: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The schema and the world, laid once for each engine and kept as templates."""
    stand: Database = Postgresql() if engine == "postgresql" else Sqlite()
    stand.put_back("empty")
    made = an_app(settings_for(tmp_path_factory.mktemp(engine) / "instance", stand.url), words)
    with made.app_context(), standing_clock():
        database.create_all()
        stamp()  # as new as after all migrations; tests/architecture/test_schema.py compares the two
        database.engine.dispose()
        stand.keep("schema")
        laid = Ground(made, stand, worlds.build(), [])
        laid.keep("world")
    yield laid
    _release(made)
    stand.put_away()


def settings_for(instance: Path, url: str, **more: object) -> Settings:
    """Settings of a test: quick hashing, and a folder of its own."""
    usual = {
        "public_url": f"http://{HOST}",
        "trusted_hosts": (HOST, "127.0.0.1"),
        "hashing": "quick",
    }
    return Settings(instance=instance, database_url=url, **(usual | more))  # type: ignore[arg-type]


def an_app(settings: Settings, words: Path) -> Flask:
    """An application that raises what breaks and speaks from the source's own catalogue."""
    app = create_app(settings)
    app.testing = True
    app.test_client_class = Browser
    app.extensions["babel"].translation_directories[:] = [str(words)]
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(words))
    return app


@pytest.fixture
def clock() -> Iterator[Clock]:
    """A clock that stands on Monday 16 March 2026 at nine in Viet Nam until it is moved."""
    with standing_clock() as standing:
        yield standing


@pytest.fixture
def app(ground: Ground, clock: Clock, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on a fresh database: empty tables, or the world where a test asks for it."""
    ground.put_back(request.fixturenames)
    yield ground.app
    if not ground.database.stays_open:
        _release(ground.app)


def _release(app: Flask) -> None:
    with app.app_context():
        database.engine.dispose()


@pytest.fixture
def make_app(app: Flask, ground: Ground, words: Path) -> Iterator[Callable[..., Flask]]:
    """Another application on the same database, with settings of its own: `make_app(demonstration=True)`.

    It has the same keys, so that what one has sealed the other can read, unless it is given an instance folder.
    """
    made: list[Flask] = []

    def make(instance: Path | None = None, **more: object) -> Flask:
        folder = instance or Path(ground.app.instance_path)
        made.append(an_app(settings_for(folder, ground.database.url, **more), words))
        return made[-1]

    yield make
    for one in made:
        _release(one)


@pytest.fixture
def unreachable(engine: str, words: Path, clock: Clock, tmp_path: Path) -> Flask:
    """An application whose database does not answer, and which shows what breaks as people would see it."""
    nowhere = {
        "sqlite": f"sqlite:///{tmp_path / 'missing' / 'liaison.sqlite'}",
        "postgresql": f"postgresql+psycopg://nobody@127.0.0.1:{a_free_port()}/nothing",
    }
    app = an_app(settings_for(tmp_path / "instance", nowhere[engine]), words)
    app.testing = False
    return app


@pytest.fixture
def db(app: Flask) -> Iterator[SQLAlchemy]:
    """The database, inside the application: for use cases, queries and builders without a request."""
    with app.app_context():
        yield database
        database.session.remove()


@pytest.fixture
def world(db: SQLAlchemy, ground: Ground) -> worlds.World:
    """The invented map; see tests/support/world.py for who is who."""
    return worlds.World(ground.names)


@pytest.fixture(autouse=True)
def no_walks() -> Iterator[None]:
    """Fail when a page or a use case walked through a table that grows; see tests/support/plans.py."""
    yield
    assert plans.taken() == []


def _lay(ground: Ground, name: str, fill: Callable[[], object]) -> None:
    """Fill the empty tables and keep them under the name of the fixture: once for each engine."""
    if name not in ground.kept:
        worlds.load_reference()
        fill()
        ground.keep(name)


@pytest.fixture
def ward(db: SQLAlchemy, ground: Ground, clock: Clock) -> None:
    """A ward in use on the day of its list, 1,240 members in thirty cells; see tests/support/crowd.py."""
    clock.set(TODAY)
    _lay(ground, "ward", crowd.move_in)


@pytest.fixture
def demonstration(db: SQLAlchemy, ground: Ground) -> Iterator[Flask]:
    """The invented ward, filled once for each engine, and the application in demonstration mode around it."""
    mark = Path(ground.app.instance_path) / demonstrations.NAME
    kept, was_filled = mark.parents[1] / mark.name, "demonstration" in ground.kept
    _lay(ground, "demonstration", fill_demonstration)
    # The mark holds the password of the invented offices; a test that fills a ward of its own writes another.
    shutil.copyfile(*((kept, mark) if was_filled else (mark, kept)))
    before = ground.app.extensions[TOOLS]
    ground.app.extensions[TOOLS] = replace(before, demonstration=True)
    yield ground.app
    ground.app.extensions[TOOLS] = before


@pytest.fixture
def client(app: Flask) -> Browser:
    """A browser in which nobody has signed in; it examines every page (tests/support/inspector.py)."""
    browser = app.test_client()
    assert isinstance(browser, Browser)
    return browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One browser for all tests of a run; each person gets a window of his or her own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


SignInAs = Callable[..., Browser]


@pytest.fixture
def sign_in_as(client: Browser, world: worlds.World) -> SignInAs:
    """Sign somebody in on `client`: a name of the world, an account, or an actor in one of the offices held.

    `fresh=False` is somebody whose last proof of identity is older than ten minutes.
    """

    def sign_in(who: str | Account | Actor, *, fresh: bool = True) -> Browser:
        account = world.account(who) if isinstance(who, str) else who
        begin(client, account, fresh=fresh)
        return client

    return sign_in


def begin(client: Browser, who: Account | Actor, *, fresh: bool = True) -> None:
    """Begin a session for somebody and put its cookie into the browser."""
    account_id = who.id if isinstance(who, Account) else who.account_id
    assert account_id is not None
    token = sessions.begin_session(Actor(account_id=account_id), account_id, None, "pytest")
    row = database.session.scalars(select(SignIn).order_by(SignIn.id.desc()).limit(1)).one()
    if isinstance(who, Actor):
        sessions.choose_office(Actor(account_id=account_id), row.id, who.mandate_ref)
    if not fresh:
        row.fresh_at -= STALE
        database.session.commit()
    name = client.application.config["SESSION_COOKIE_NAME"]
    client.set_cookie(name, f"s.{token}", domain=HOST)
