"""Sends one message by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate


class NotSent(Exception):
    """The server did not take the message; it may be tried again under the same Message-ID."""


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
        """Hand one message to the server; raises `NotSent` with the server's words."""
        try:
            with self._connect() as server:
                if self.user:
                    server.login(self.user, self.password or "")
                server.send_message(self._message(letter))
        except (OSError, smtplib.SMTPException, ValueError) as trouble:
            raise NotSent(type(trouble).__name__) from trouble

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.patience, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=self.patience)
        if self.security == "starttls":
            server.starttls(context=context)
        return server

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        domain = Address(addr_spec=self.sender).domain
        message["Message-ID"] = f"<{letter.key}@{domain}>"
        message["From"] = self.sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = formatdate(usegmt=True)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        return message
