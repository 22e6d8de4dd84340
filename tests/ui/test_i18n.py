"""Vietnamese by default, English complete, no sentence of a library left in its own language."""

import ast
import re
from datetime import date
from pathlib import Path

import flask_wtf.csrf
import pytest
import wtforms.csrf.core
import wtforms.csrf.session
import wtforms.fields.choices
import wtforms.fields.datetime
import wtforms.fields.numeric
import wtforms.validators
from flask import Flask, Response
from flask.testing import FlaskClient
from flask_babel import gettext

from domain.days import PartialDay
from models.vocabulary import ChangeKind
from ui.i18n import OWN_WORDS, remember_language, translate

LIBRARIES = (
    wtforms.validators,
    wtforms.fields.choices,
    wtforms.fields.datetime,
    wtforms.fields.numeric,
    wtforms.csrf.core,
    wtforms.csrf.session,
)


def sentences_of_libraries() -> set[str]:
    """Every sentence that WTForms and Flask-WTF may say."""
    found = set()
    for library in LIBRARIES:
        for node in ast.walk(ast.parse(Path(str(library.__file__)).read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("gettext", "ngettext"):
                found |= {word.value for word in node.args if isinstance(word, ast.Constant)}
    csrf = Path(flask_wtf.csrf.__file__).read_text()
    return {str(word) for word in found} | set(
        re.findall(r'(?:ValidationError|_error_response)\("([^"]+)"\)', csrf)
    )


def test_the_libraries_do_say_something() -> None:
    assert {
        "This field is required.",
        "Not a valid choice.",
        "The CSRF token is missing.",
    } <= sentences_of_libraries()


@pytest.mark.parametrize("sentence", sorted(sentences_of_libraries()))
def test_no_sentence_of_a_library_stays_english(request_in: Flask, sentence: str) -> None:
    translated = OWN_WORDS.gettext(sentence)

    assert translated != sentence
    assert re.findall(r"%(?:\(\w+\))?[sd]", translated) == re.findall(r"%(?:\(\w+\))?[sd]", sentence)


def test_a_plural_of_a_library_is_one_sentence_in_vietnamese(request_in: Flask) -> None:
    pair = (
        "Field must be at least %(min)d character long.",
        "Field must be at least %(min)d characters long.",
    )

    assert (
        OWN_WORDS.ngettext(*pair, 1) == OWN_WORDS.ngettext(*pair, 8) == "Đồng chí nhập ít nhất %(min)d ký tự."
    )


def test_the_default_is_vietnamese_whatever_the_browser_prefers(visitor: FlaskClient) -> None:
    page = visitor.get("/", headers={"Accept-Language": "en"}).text

    assert '<html lang="vi"' in page
    assert "Đăng xuất" in page


def test_the_cookie_chooses_english(visitor: FlaskClient) -> None:
    visitor.set_cookie("language", "en")
    page = visitor.get("/").text

    assert '<html lang="en"' in page
    assert "Sign out" in page


def test_an_unknown_language_is_vietnamese(visitor: FlaskClient) -> None:
    visitor.set_cookie("language", "xx")

    assert '<html lang="vi"' in visitor.get("/").text


def test_a_choice_is_remembered_for_a_year_and_an_unknown_one_is_not(request_in: Flask) -> None:
    chosen, strange = Response(), Response()
    remember_language(chosen, "en")
    remember_language(strange, "<xx>")

    assert "language=en; " in chosen.headers["Set-Cookie"]
    assert "HttpOnly" in chosen.headers["Set-Cookie"]
    assert "Set-Cookie" not in strange.headers


def test_parameters_are_written_as_people_read_them(request_in: Flask) -> None:
    said = translate("%(on)s %(born)s %(kind)s %(count)s", {
        "on": date(2026, 3, 5), "born": PartialDay(1998, 3), "kind": ChangeKind.REWARD, "count": 3,
    })  # fmt: skip

    assert said == f"5/3/2026 3/1998 {gettext(ChangeKind.REWARD.text)} 3"


def test_a_per_cent_sign_in_a_sentence_without_parameters_is_only_itself(request_in: Flask) -> None:
    assert translate("100%") == "100%"
