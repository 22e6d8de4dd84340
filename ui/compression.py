"""Pages leave compressed where no proxy does it."""

import gzip
import io
import secrets

from flask import Flask, Response, request

SMALLEST = 700  # below, the head of the stream costs more than it saves
COMPRESSED_TYPES = ("text/html", "text/plain", "text/calendar", "application/json")


def init_app(app: Flask) -> None:
    """Compress every answer for which it pays."""
    app.after_request(compress)


def compress(answer: Response) -> Response:
    """The answer in gzip, when the browser takes it and the body is text of some length."""
    if answer.mimetype in COMPRESSED_TYPES and not answer.direct_passthrough and answer.status_code != 304:
        answer.vary.add("Accept-Encoding")
        body = answer.get_data()
        if len(body) >= SMALLEST and not answer.content_encoding and _is_wanted():
            answer.set_data(zipped(body))
            answer.headers["Content-Encoding"] = "gzip"
    return answer


def zipped(body: bytes) -> bytes:
    """The body in gzip, with a head of random length.

    The length of a compressed page that repeats what somebody typed tells, over many tries, what else stands
    on it, the form token for instance (the BREACH attack); noise in the length takes that away cheaply.
    """
    stream = io.BytesIO()
    noise = "x" * (1 + secrets.randbelow(48))
    with gzip.GzipFile(filename=noise, mode="wb", compresslevel=6, fileobj=stream, mtime=0) as out:
        out.write(body)
    return stream.getvalue()


def _is_wanted() -> bool:
    return request.accept_encodings["gzip"] > 0
