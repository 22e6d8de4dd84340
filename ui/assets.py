"""Style, script and icons from our own host: hashed addresses, a year of keeping, compressed beforehand.

Bootstrap's CSS and icons come out of the Bootstrap-Flask wheel; of its sprite only the symbols in use are cut.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from flask import Flask, Response, request

from ui.guards import public

OWN = Path(__file__).resolve().parent.parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}
WORKER = "service-worker.js"
"""The one script with an address that stays: the browser looks there for a newer one by itself."""
ICONS = {  # our name: the symbol in the wheel's sprite; at most twelve
    "bell": "bell",
    "call": "telephone",
    "check": "check-lg",
    "cross": "x-lg",
    "home": "house",
    "letter": "envelope",
    "meeting": "calendar-event",
    "more": "three-dots",
    "people": "people",
    "print": "printer",
    "search": "search",
    "warning": "exclamation-triangle",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served, plain and compressed."""

    address: str
    content_type: str
    body: bytes
    zipped: bytes


def init_app(app: Flask) -> None:
    """Give each file its address, which changes with its content, and templates the function `asset(name)`."""
    for name, asset in all_assets().items():
        app.add_url_rule(asset.address, "assets.static", serve, defaults={"name": name})
    app.add_url_rule(f"/{WORKER}", "assets.worker", worker)
    app.jinja_env.globals["asset"] = address


def address(name: str) -> str:
    """The address of a file of `static/`, or of `bootstrap.css` and `icons.svg`."""
    return all_assets()[name].address


@public
def serve(name: str) -> Response:
    """A file whose address changes whenever it does, so that it may be kept for a year."""
    asset = all_assets()[name]
    zipped = request.accept_encodings["gzip"] > 0
    answer = Response(asset.zipped if zipped else asset.body, content_type=asset.content_type)
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@public
def worker() -> Response:
    """The script that keeps the page of attendance for an hour without network; asked for anew each time."""
    answer = Response(_worker(), content_type=TYPES[".js"])
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> bytes:
    return _lean((OWN / WORKER).read_bytes())


@cache
def all_assets() -> dict[str, Asset]:
    """Every file that pages need, read once a process."""
    bodies = {
        path.name: path.read_bytes()
        for path in sorted(OWN.iterdir())
        if path.suffix in TYPES and path.name != WORKER
    }
    bodies = {name: _lean(body) if name.endswith(".js") else body for name, body in bodies.items()}
    bodies["bootstrap.css"] = _bootstrap()
    bodies["icons.svg"] = _icons()
    return {name: _asset(name, body) for name, body in bodies.items()}


def _asset(name: str, body: bytes) -> Asset:
    stem, suffix = name.rsplit(".", 1)
    mark = hashlib.sha256(body).hexdigest()[:12]
    return Asset(
        address=f"/assets/{stem}.{mark}.{suffix}",
        content_type=TYPES[f".{suffix}"],
        body=body,
        zipped=gzip.compress(body, compresslevel=9, mtime=0),
    )


def _lean(script: bytes) -> bytes:
    """A script without its indents and the lines that explain it: they are for whoever reads the source."""
    return re.sub(rb"^(?:\s|//.*\n)+", b"", script, flags=re.MULTILINE)


def _bootstrap() -> bytes:
    css = files("flask_bootstrap").joinpath("static/bootstrap5/css/bootstrap.min.css").read_text("utf-8")
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css).encode()  # the map is not served


def _icons() -> bytes:
    sprite = (
        files("flask_bootstrap").joinpath("static/bootstrap5/icons/bootstrap-icons.svg").read_text("utf-8")
    )
    return ('<svg xmlns="http://www.w3.org/2000/svg">' + "".join(_symbols(sprite)) + "</svg>").encode()


def _symbols(sprite: str) -> list[str]:
    symbols = []
    for name, theirs in ICONS.items():
        found = re.search(rf'<symbol [^>]*viewBox="([^"]+)" id="{theirs}">(.*?)</symbol>', sprite)
        if found is None:
            raise LookupError(f"the icon sprite has no symbol {theirs}")
        box, drawing = found.groups()
        symbols.append(f'<symbol id="{name}" viewBox="{box}" fill="currentColor">{drawing}</symbol>')
    return symbols
