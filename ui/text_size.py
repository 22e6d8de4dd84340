"""The size of the text, A, A+ or A++: a cookie, a class on the page, no script."""

from dataclasses import dataclass

from flask import Flask, Response, current_app, request

from ui.addresses import plain_address

COOKIE = "text-size"
LARGEST = 2
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes one step away from the present one, and where the choice is posted to."""

    address: str
    smaller: int | None
    larger: int | None


def init_app(app: Flask) -> None:
    """Give the shell its two functions."""
    app.jinja_env.globals.update(text_size_class=text_size_class, text_sizes=text_sizes)


def text_size() -> int:
    """0, 1 or 2; what a cookie says otherwise counts as 0."""
    asked = request.cookies.get(COOKIE, "0")
    return int(asked) if asked in ("1", "2") else 0


def text_size_class() -> str:
    """The class of the page, for app.css."""
    return f"size-{text_size()}"


def text_sizes() -> Sizes | None:
    """What the two buttons offer; None while no page takes the choice."""
    if "auth.text_size" not in current_app.view_functions:
        return None
    now = text_size()
    return Sizes(
        address=plain_address("auth.text_size"),
        smaller=now - 1 if now > 0 else None,
        larger=now + 1 if now < LARGEST else None,
    )


def remember_text_size(response: Response, size: int) -> None:
    """Keep the size on this browser for a year."""
    kept = min(max(size, 0), LARGEST)
    response.set_cookie(
        COOKIE, str(kept), max_age=A_YEAR, httponly=True, secure=request.is_secure, samesite="Lax"
    )
