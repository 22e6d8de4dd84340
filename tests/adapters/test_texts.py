"""One renderer words the bell, e-mail and the text to copy."""

import pytest
from jinja2 import UndefinedError

from adapters import texts


def test_the_first_line_is_the_subject_and_the_rest_the_body():
    subject, body = texts.message("en", "notice_to_copy", address="http://localhost/notices/0123456789ab")

    assert subject == "213 Liaison Book: a change notice"
    assert body.endswith("http://localhost/notices/0123456789ab\n")
    assert not body.startswith("\n")


def test_an_event_is_found_by_its_name_in_the_language_asked_for():
    assert texts.subject("en", "NoticeSent") == "A change notice is waiting for you"
    assert texts.subject("vi", "NoticeSent") == "Có thông báo thay đổi đang chờ đồng chí nhận"


def test_a_language_without_a_catalogue_falls_back_to_english():
    assert texts.subject("fr", "NoticeSent") == texts.subject("en", "NoticeSent")


def test_a_digest_counts_lines():
    subject, body = texts.message(
        "vi",
        "digest",
        lines=[("Có thông báo thay đổi đang chờ đồng chí nhận", 2)],
        address="http://localhost",
    )

    assert subject == "Sổ liên hệ 213: việc đang chờ đồng chí"
    assert "- Có thông báo thay đổi đang chờ đồng chí nhận (2)" in body


def test_a_value_that_nobody_gave_is_a_mistake():
    with pytest.raises(UndefinedError):
        texts.message("vi", "notice_to_copy")


def test_what_happened_more_than_once_is_told_as_one_sentence():
    assert texts.subject("vi", "NoticeSent", 3) == "Có 3 thông báo thay đổi đang chờ đồng chí nhận"
    assert texts.subject("en", "NoticeSent", 3) == "3 change notices are waiting for you"


def test_a_sentence_without_a_form_for_many_has_their_number_behind_it():
    assert texts.subject("en", "LetterIssued", 2) == "Letters of introduction have arrived (2)"
