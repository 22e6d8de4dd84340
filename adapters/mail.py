"""Sends one message by SMTP, and tells apart what was refused, what did not arrive and what nobody can know."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from adapters import clock


class NotSent(Exception):
    """The server did not take the message: what went wrong in a word and a number, without the address it was for."""


class OutcomeUnknown(NotSent):
    """The connection broke when the message had been handed over: it may have been taken. Repeat it once, if at all."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message: plain words and links, never a personal value."""

    key: str
    """Stable across repeats: becomes the Message-ID, so that a server or reader can drop a double."""
    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Mailer:
    """Where and as whom messages are sent."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    security: str = "starttls"
    """`starttls`, `tls` from the first byte, or `none` (the loopback only)."""
    patience: float = 20.0
    """Seconds before a silent server is given up."""

    def send(self, letter: Letter) -> None:
        """Hand one message to the server; raises `NotSent`, or `OutcomeUnknown` when it was too late to tell."""
        message = self._message(letter)
        server: smtplib.SMTP | None = None
        try:
            server = self._open()
            self._greet(server)
            self._hand_over(server, letter.to, message)
        except (OSError, smtplib.SMTPException) as trouble:
            raise NotSent(_told(trouble)) from trouble
        finally:
            if server is not None:
                _take_leave(server)

    def _open(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.patience, context=_context())
        return smtplib.SMTP(self.host, self.port, timeout=self.patience)

    def _greet(self, server: smtplib.SMTP) -> None:
        if self.security == "starttls":
            server.starttls(context=_context())
        if self.user:
            server.login(self.user, self.password or "")
        server.ehlo_or_helo_if_needed()

    def _hand_over(self, server: smtplib.SMTP, to: str, message: bytes) -> None:
        """The three steps one by one: after the last has begun, a broken connection leaves the outcome open."""
        _insist("MAIL", server.mail(self.sender))
        _insist("RCPT", server.rcpt(to))
        try:
            answer = server.data(message)
        except (OSError, smtplib.SMTPServerDisconnected) as broken:
            raise OutcomeUnknown(f"{_told(broken)} after DATA") from broken
        _insist("DATA", answer)

    def _message(self, letter: Letter) -> bytes:
        """The message as it travels; a line break in a header is refused, so nobody can slip in another one."""
        message = EmailMessage()
        domain = Address(addr_spec=self.sender).domain
        try:
            message["Message-ID"] = f"<{letter.key}@{domain}>"
            message["From"] = self.sender
            message["To"] = Address(addr_spec=letter.to)
            message["Subject"] = letter.subject
        except (ValueError, IndexError, MessageError) as strange:
            raise NotSent("a header is not one line, or the address is none") from strange
        message["Date"] = format_datetime(clock.now())
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        return message.as_bytes(policy=SMTP)


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _insist(step: str, answer: tuple[int, bytes]) -> None:
    code, _words = answer
    if not 200 <= code < 300:
        raise NotSent(f"{step} {code}")


def _take_leave(server: smtplib.SMTP) -> None:
    """Close the connection; whatever goes wrong now changes nothing about the message."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _told(trouble: Exception) -> str:
    """The kind of trouble and the server's number; never its words, which quote addresses."""
    code = getattr(trouble, "smtp_code", None)
    return f"{type(trouble).__name__} {code}" if code else type(trouble).__name__
