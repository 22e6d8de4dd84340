"""A, A+ and A++, without a script."""

import pytest
from flask import Response
from flask.testing import FlaskClient

from ui.text_size import remember_text_size


@pytest.mark.parametrize(
    ("cookie", "shown", "offered"),
    [
        (None, "size-0", ["1"]),
        ("1", "size-1", ["0", "2"]),
        ("2", "size-2", ["1"]),
        ("9", "size-0", ["1"]),
        ("<x>", "size-0", ["1"]),
    ],
)
def test_the_page_wears_the_size_and_offers_the_neighbours(
    visitor: FlaskClient, cookie: str | None, shown: str, offered: list[str]
) -> None:
    if cookie is not None:
        visitor.set_cookie("text-size", cookie)
    page = visitor.get("/").text

    assert f'<html lang="vi" class="{shown}">' in page
    assert [size for size in "012" if f'name="size" value="{size}"' in page] == offered


@pytest.mark.parametrize(("asked", "kept"), [(1, "1"), (2, "2"), (7, "2"), (-3, "0")])
def test_the_choice_is_kept_within_what_there_is(request_in: object, asked: int, kept: str) -> None:
    answer = Response()

    remember_text_size(answer, asked)

    assert f"text-size={kept};" in answer.headers["Set-Cookie"]
