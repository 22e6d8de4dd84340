"""A real SMTP server on the loopback, with the moods a real one has."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from adapters.mail import Mailer

SENDER = "so-lien-he@phuong.example.vn"


@dataclass
class Postbox:
    """What arrived, and how the server behaves towards the next message."""

    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    drops_after_data: int = 0
    """How many messages it takes without a word, closing the connection."""
    refuses: str | None = None
    """What it answers instead of taking a message."""

    def mailer(self, **more: Any) -> Mailer:
        """A mailer that sends here."""
        values: dict[str, Any] = {
            "host": "127.0.0.1",
            "port": self.port,
            "sender": SENDER,
            "security": "none",
        }
        return Mailer(**(values | more))

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what arrived, in order."""
        return [str(one["Message-ID"]) for one in self.arrived]

    async def handle_RCPT(  # noqa: N802 — aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take every recipient, unless the mood is another."""
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message; a mood may break the connection before the answer."""
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.arrived.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        if self.drops_after_data:
            self.drops_after_data -= 1
            assert server.transport is not None
            server.transport.close()
        return "250 OK"


@contextmanager
def a_postbox(
    port: int | None = None, tls: ssl.SSLContext | None = None, login: tuple[str, str] | None = None
) -> Iterator[Postbox]:
    """A server that listens for as long as the block lasts."""
    postbox = Postbox(port or a_free_port())
    more: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
    if login:
        more |= {"authenticator": _knows(login), "auth_required": True}
    controller = Controller(postbox, hostname="127.0.0.1", port=postbox.port, **more)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


def a_free_port() -> int:
    """A port of this computer on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _knows(login: tuple[str, str]) -> Any:
    user, password = login

    def check(_server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        is_right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=is_right, handled=False)  # the server itself says no

    return check
