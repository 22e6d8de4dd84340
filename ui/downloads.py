"""Files to be taken away, with their names and headers."""

from urllib.parse import quote

from flask import Response

from domain.names import fold


def attached(body: bytes, content_type: str, name: str) -> Response:
    """A file that the browser saves or hands to the program for it; its name is given with and without marks."""
    answer = Response(body, content_type=content_type)
    stem, _dot, ending = name.rpartition(".")
    plain = f"{fold(stem).replace(' ', '-')}.{ending}"
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    return answer
