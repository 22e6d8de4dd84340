"""Addresses of the web as people copy them."""

from urllib.parse import urlsplit

from domain.errors import Refused

_SCHEMES = ("http", "https")


def web_address(text: str, *, field: str | None = None) -> str:
    """An address that a browser opens, https:// added where it was left out; anything else is refused."""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = None
    host = parts.hostname if parts is not None and parts.scheme in _SCHEMES and not parts.username else None
    if not host or "." not in host.strip(".") or any(sign.isspace() for sign in address):
        raise Refused("Copy the whole address, for example https://meet.example.vn/abc.", field=field)
    return address
