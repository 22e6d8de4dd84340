"""Puts the house together: settings, tools, database, pages and commands. Imported by nobody."""

from __future__ import annotations

from types import ModuleType

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from adapters import logs
from adapters.keys import Keys, UnsafeKey, keys_in
from adapters.mail import Mailer
from adapters.passwords import hasher
from adapters.tools import Tools, install
from blueprints.accounts import views as account_pages
from blueprints.auth import views as auth
from blueprints.changes import views as changes
from blueprints.check_in import views as check_in
from blueprints.contacts import views as contacts
from blueprints.corrections import views as corrections
from blueprints.demo import views as demo_pages
from blueprints.documents import views as documents
from blueprints.evaluations import views as evaluations
from blueprints.exchange import views as exchange_pages
from blueprints.help import views as help_pages
from blueprints.home import views as home
from blueprints.imports import views as import_pages
from blueprints.invitations import views as invitations
from blueprints.letters import views as letters
from blueprints.liaisons import views as liaisons
from blueprints.mandates import views as mandates
from blueprints.me import views as me
from blueprints.meetings import views as meetings
from blueprints.members import views as members
from blueprints.needs import views as needs
from blueprints.notices import views as notices
from blueprints.notifications import views as notifications
from blueprints.opinions import views as opinions
from blueprints.organisations import views as organisations
from blueprints.proofs import views as proofs
from blueprints.quality import views as quality
from blueprints.rulesets import views as rulesets
from blueprints.status import views as status
from blueprints.trail import views as trail_pages
from blueprints.wordings import views as wordings
from blueprints.years import views as years
from cli import accounts, backups, checks, database, demo, exchange, imports, liaison, trail, worker
from models import db
from settings import ROOT, Settings, UnsafeSetting, load
from ui import (
    actor,
    addresses,
    assets,
    compression,
    errors,
    filters,
    guards,
    i18n,
    navigation,
    pages,
    request_log,
    security,
    spreadsheets,
    text_size,
)
from ui.shell import Shell

AREAS: tuple[ModuleType, ...] = (
    account_pages, auth, changes, check_in, contacts, corrections, demo_pages, documents, evaluations, exchange_pages,
    help_pages, home, import_pages, invitations, letters, liaisons, mandates, me, meetings, members, needs, notices,
    notifications, opinions, organisations, proofs, quality, rulesets, status, trail_pages, wordings,
    years,
)  # fmt: skip
COMMANDS: tuple[ModuleType, ...] = (
    accounts, backups, checks, database, demo, exchange, imports, trail, worker,
)  # fmt: skip
"""Each adds its commands to the group."""


def create_app(settings: Settings | None = None) -> Flask:
    """The application; raises `UnsafeSetting` in words rather than start unsafely."""
    logs.write_json()
    settings = settings or load()
    app = Flask(__name__, instance_path=str(settings.instance), root_path=str(ROOT))
    app.jinja_environment = pages.Templates
    try:
        keys = keys_in(settings.instance)
    except UnsafeKey as unsafe:
        raise UnsafeSetting(str(unsafe)) from unsafe
    app.secret_key = keys.session
    app.config.update(
        LIAISON=settings,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        SESSION_COOKIE_NAME="__Host-liaison" if settings.is_https else "liaison",
        SESSION_COOKIE_SECURE=settings.is_https,
        PREFERRED_URL_SCHEME="https" if settings.is_https else "http",
    )
    if settings.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxy_hops, x_proto=settings.proxy_hops)  # type: ignore[method-assign]
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        install(_tools(settings, keys))
    _equip(app, settings)
    for area in AREAS:
        app.register_blueprint(area.bp)
    app.cli.add_command(liaison)
    return app


def _equip(app: Flask, settings: Settings) -> None:
    """The toolkit, in the order in which a request meets it: who asks, may they enter, is the form one of ours."""
    request_log.init_app(app)
    addresses.init_app(app)
    i18n.init_app(app, actor.preferred_language)
    filters.init_app(app)
    pages.init_app(app, settings.demonstration)
    actor.init_app(app)
    guards.init_app(app)
    security.init_app(app, settings.trusted_hosts)
    errors.init_app(app)
    assets.init_app(app)
    compression.init_app(app)
    text_size.init_app(app)
    spreadsheets.init_app(app)
    navigation.init_app(app, Shell())


def _engine_options(settings: Settings) -> dict[str, object]:
    if settings.is_sqlite:
        return {"connect_args": {"timeout": 10}, "hide_parameters": True}
    return {
        "hide_parameters": True,  # the values of a failed statement are somebody's data: no text of an error holds them
        "pool_pre_ping": True,
        "pool_size": 8,
        "connect_args": {
            "connect_timeout": 3,
            "options": "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000 -c timezone=UTC",
        },
    }


def _tools(settings: Settings, keys: Keys) -> Tools:
    mailer = None
    if settings.smtp_host:
        mailer = Mailer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            sender=settings.mail_from,
            user=settings.smtp_user,
            password=settings.smtp_password,
            security=settings.smtp_security,
        )
    return Tools(
        keys=keys,
        hasher=hasher(settings.hashing),
        mailer=mailer,
        public_url=settings.public_url,
        instance=settings.instance,
        demonstration=settings.demonstration,
        strict=settings.profile == "vn-l3",
        quiet_hours=settings.quiet_hours,
    )
