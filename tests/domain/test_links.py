"""Addresses of the web as people copy them."""

import pytest

from domain.errors import Refused
from domain.links import web_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://meet.example.vn/abc-def", "https://meet.example.vn/abc-def"),
        ("http://hop.example.vn", "http://hop.example.vn"),
        ("meet.example.vn/abc?pwd=1", "https://meet.example.vn/abc?pwd=1"),
    ],
)
def test_an_address_is_kept_and_made_whole(text, address):
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.vn/x",
        "https://",
        "zalo",
        "họp trên Zalo",
        "https://ai@example.vn/",
        "https://[::1",
        "https://meet.example.vn/a b",
        "https://.",
    ],
)
def test_what_no_browser_should_open_is_refused(text):
    with pytest.raises(Refused):
        web_address(text)
