"""Vietnamese is complete: nothing missing or left over, the same placeholders, no English passed off as it."""

import re
from pathlib import Path

import flask_wtf
import wtforms
from babel.messages.extract import extract_from_dir

from tests.support.language import catalogue
from tests.support.source import sentences

PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?([sd%])")
SAME_IN_BOTH = {"%(label)s (%(count)s)", "%(office)s %(organisation)s – %(name)s"}
"""Nothing but signs between the placeholders."""
FORBIDDEN = ("không hợp lệ", "vui lòng", "bạn", "quý vị")
"""Words that no sentence of this product uses: one says what to write, and to a comrade."""
_FORBIDDEN = re.compile(rf"(?<!\w)(?:{'|'.join(FORBIDDEN)})(?!\w)", re.IGNORECASE)
_NOT_FORBIDDEN = re.compile(r"(?<!\w)(?:bạn bè|bạn đời)(?!\w)", re.IGNORECASE)


def translated() -> dict[str, str]:
    return {str(one.id): str(one.string) for one in catalogue() if one.id}


def from_wtforms() -> set[str]:
    """The sentences of WTForms and Flask-WTF, which our catalogue speaks for them (ui/i18n.py)."""
    folders = [Path(str(package.__file__)).parent for package in (wtforms, flask_wtf)]
    words = {"_": None, "gettext": None, "ngettext": (1, 2), "ValidationError": None, "_error_response": None}
    return {
        one
        for folder in folders
        for _file, _line, message, _comments, _context in extract_from_dir(folder, keywords=words)
        for one in (message if isinstance(message, tuple) else [message])
    }


def test_every_sentence_has_its_vietnamese():
    known = translated()

    missing = [f"{place}  {one}" for one, place in sentences().items() if not known.get(one)]

    assert missing == []


def test_no_translation_is_left_over():
    left_over = sorted(translated().keys() - sentences().keys() - from_wtforms())

    assert left_over == []


def test_a_whole_sentence_ends_as_one_in_both_languages():
    cut = [one for one, said in translated().items() if one.endswith(".") and not said.endswith((".", "…"))]

    assert cut == []


def test_no_translation_is_unsure():
    assert [one.id for one in catalogue() if one.id and one.fuzzy] == []


def test_a_sentence_and_its_translation_have_the_same_placeholders():
    different = [
        one
        for one, said in translated().items()
        if set(PLACEHOLDER.findall(one)) != set(PLACEHOLDER.findall(said))
    ]

    assert different == []


def test_no_sentence_is_the_same_in_both_languages():
    assert sorted(one for one, said in translated().items() if one == said and one not in SAME_IN_BOTH) == []


def test_one_speaks_to_a_comrade_and_says_what_to_write():
    wrong = [said for said in translated().values() if _FORBIDDEN.search(_NOT_FORBIDDEN.sub("", said))]

    assert wrong == []


def test_sentences_are_found():
    """A test that reads nothing proves nothing."""
    assert len(sentences()) > 500
    assert "Your office does not allow this." in sentences()
