"""Files to be taken away, with their names and headers."""

from flask import Response


def attached(body: bytes, content_type: str, name: str) -> Response:
    """A file that the browser saves or hands to the program for it; `name` is plain ASCII."""
    answer = Response(body, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
