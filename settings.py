"""What an installation may decide, read once from the environment; every name begins with LIAISON_."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit

import click

from adapters import clock
from domain.errors import Refused
from domain.quiet_hours import NIGHT

ROOT = Path(__file__).resolve().parent
_BACKUP_AGE = 2.0
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)")
_ADDRESS = re.compile(r"[!-;=?A-~]+@[!-;=?A-~]+")


class UnsafeSetting(click.ClickException):
    """A setting with which the application must not start; a command tells it in one line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation. The defaults serve one computer on the loopback."""

    instance: Path
    database_url: str
    public_url: str
    trusted_hosts: tuple[str, ...]
    proxy_hops: int = 0
    profile: str = "standard"
    demonstration: bool = False
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_user: str | None = None
    smtp_password: str | None = field(default=None, repr=False)
    smtp_security: str = "starttls"
    mail_from: str = "so-lien-he@localhost"
    quiet_hours: tuple[time, time] = NIGHT
    backup_folder: Path | None = None
    hashing: str = "full"
    """`full`: argon2id with 64 MiB; `quick`: for tests only, named by `liaison check`."""

    @property
    def on_loopback(self) -> bool:
        """Whether people reach it on this computer only."""
        return urlsplit(self.public_url).hostname in _LOOPBACK

    @property
    def is_https(self) -> bool:
        """Whether people reach it over TLS."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file in the instance folder."""
        return self.database_url.startswith("sqlite")

    def doubts(self, *, debug: bool = False) -> Iterator[Refused]:
        """What in the settings speaks against going into production; the database has its own in queries/safety.py."""
        yield from self._doubts_about_the_way_in(debug)
        yield from self._doubts_about_mail()
        yield from self._doubts_about_files()
        if self.hashing != "full":
            yield Refused("Passwords are hashed with the quick parameters of the tests.")

    def _doubts_about_the_way_in(self, debug: bool) -> Iterator[Refused]:
        if debug:
            yield Refused("Debugging is on: remove FLASK_DEBUG.")
        if self.demonstration:
            yield Refused("This is the demonstration: start with an empty instance folder and --no-demo.")
        if not self.is_https:
            yield Refused("LIAISON_PUBLIC_URL is not https: passwords and cookies would travel in the open.")
        elif not self.proxy_hops:
            yield Refused(
                "LIAISON_PROXY_HOPS is not set: behind a TLS proxy the addresses of visitors would be wrong."
            )

    def _doubts_about_mail(self) -> Iterator[Refused]:
        if self.smtp_host is None:
            return
        if self.smtp_security == "none" and self.smtp_host not in _LOOPBACK:
            yield Refused("LIAISON_SMTP_SECURITY is none: e-mail would travel in the open.")
        if self.mail_from.endswith("@localhost"):
            yield Refused("LIAISON_MAIL_FROM is not set: other servers refuse e-mail from localhost.")

    def _doubts_about_files(self) -> Iterator[Refused]:
        if self.backup_folder is None:
            yield Refused("LIAISON_BACKUPS is not set: nobody checks that there are backups.")
        elif _age(self.backup_folder) > _BACKUP_AGE:
            yield Refused("The newest backup in LIAISON_BACKUPS is older than two days.")
        if not all(is_compiled(words) for words in (ROOT / "translations").glob("*/messages.po")):
            yield Refused("The translations are not compiled: start with dev.py run, or run pybabel compile.")
        if os.name == "posix" and stat.S_IMODE(self.instance.stat().st_mode) & 0o077:
            yield Refused("The instance folder can be read by others: its mode must be 0700.")


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this installation; raises `UnsafeSetting` in words for what cannot be."""
    given = os.environ if environment is None else environment
    instance = Path(given.get("LIAISON_INSTANCE", ROOT / "instance")).resolve()
    port = given.get("LIAISON_PORT") or _port_kept(instance) or "8213"
    public_url = given.get("LIAISON_PUBLIC_URL", f"http://localhost:{port}").rstrip("/")
    settings = Settings(
        instance=instance,
        database_url=_database(given.get("LIAISON_DATABASE_URL"), instance),
        public_url=public_url,
        trusted_hosts=_hosts(given.get("LIAISON_TRUSTED_HOSTS"), public_url),
        proxy_hops=_whole(given, "LIAISON_PROXY_HOPS", 0),
        profile=given.get("LIAISON_PROFILE", "standard"),
        demonstration=(instance / "demonstration").exists(),
        smtp_host=given.get("LIAISON_SMTP_HOST") or None,
        smtp_port=_whole(given, "LIAISON_SMTP_PORT", 587),
        smtp_user=given.get("LIAISON_SMTP_USER") or None,
        smtp_password=given.get("LIAISON_SMTP_PASSWORD") or None,
        smtp_security=given.get("LIAISON_SMTP_SECURITY", "starttls"),
        mail_from=given.get("LIAISON_MAIL_FROM", "so-lien-he@localhost"),
        quiet_hours=_hours(given.get("LIAISON_QUIET_HOURS")),
        backup_folder=Path(given["LIAISON_BACKUPS"]) if given.get("LIAISON_BACKUPS") else None,
    )
    _insist(settings)
    return settings


def _port_kept(instance: Path) -> str | None:
    """The port of the last `dev.py run`, so that every later command prints an address that answers."""
    kept = instance / "port"
    text = kept.read_text(encoding="ascii", errors="replace").strip() if kept.is_file() else ""
    return text if text.isdigit() else None


def _insist(settings: Settings) -> None:
    """Refuse what no installation may have; `liaison check` has the longer list for production."""
    address = urlsplit(settings.public_url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise UnsafeSetting("LIAISON_PUBLIC_URL must be an address like https://so-lien-he.example.vn")
    if not settings.is_https and not settings.on_loopback:
        raise UnsafeSetting("LIAISON_PUBLIC_URL must begin with https:// except on this computer itself")
    if settings.demonstration and not settings.on_loopback:
        raise UnsafeSetting("The demonstration runs on this computer only; remove instance/demonstration")
    if not settings.trusted_hosts or "*" in settings.trusted_hosts:
        raise UnsafeSetting("LIAISON_TRUSTED_HOSTS must name the hosts; * trusts everybody")
    if settings.profile not in ("standard", "vn-l3"):
        raise UnsafeSetting("LIAISON_PROFILE is standard or vn-l3")
    if settings.smtp_security not in ("starttls", "tls", "none"):
        raise UnsafeSetting("LIAISON_SMTP_SECURITY is starttls, tls or none")
    if not _ADDRESS.fullmatch(settings.mail_from):
        raise UnsafeSetting("LIAISON_MAIL_FROM is an address and nothing else: so-lien-he@example.vn")


def _database(url: str | None, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'liaison.sqlite'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _hosts(text: str | None, public_url: str) -> tuple[str, ...]:
    if text:
        return tuple(host.strip() for host in text.split(",") if host.strip())
    host = urlsplit(public_url).hostname or "localhost"
    return _LOOPBACK[:2] if host in _LOOPBACK else (host,)


def _whole(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    if not text:
        return default
    if not text.isdigit():
        raise UnsafeSetting(f"{name} must be a whole number")
    return int(text)


def _hours(text: str | None) -> tuple[time, time]:
    if not text:
        return NIGHT
    found = _HOURS.fullmatch(text)
    if found is None:
        raise UnsafeSetting("LIAISON_QUIET_HOURS is from-until, like 21:00-07:00")
    begins, begins_at, ends, ends_at = map(int, found.groups())
    return time(begins, begins_at), time(ends, ends_at)


def _age(folder: Path) -> float:
    """Days since the newest backup of a folder was written; endless for none. A draft begins with a dot."""
    files = [file for file in folder.glob("[!.]*") if file.is_file()]
    written = [file.stat().st_mtime for file in files]
    return (clock.now().timestamp() - max(written)) / 86400 if written else float("inf")


def is_compiled(words: Path) -> bool:
    """Whether a catalogue can be read by the application, as it stands now."""
    compiled = words.parent / "LC_MESSAGES" / "messages.mo"
    return compiled.exists() and compiled.stat().st_mtime >= words.stat().st_mtime
