"""Languages: which one this request speaks, and the words of WTForms from our own catalogue.

Vietnamese is the default and English is complete; the message ids are English sentences. WTForms ships no
Vietnamese, so `OwnWords` hands it our catalogue instead of its own.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from flask import Flask, Response, g, request
from flask_babel import Babel, Domain, force_locale, get_locale, gettext
from markupsafe import Markup

from domain.days import PartialDay
from models.vocabulary import Word
from ui import filters

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"
COOKIE = "language"
A_YEAR = 365 * 24 * 3600


class OwnWords:
    """What WTForms asks for its sentences: our catalogue through Flask-Babel."""

    def gettext(self, string: str) -> str:
        """The sentence in the language of this request."""
        return str(gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The plural sentence; Vietnamese has one form, so the catalogue holds the plural only."""
        translated = self.gettext(plural)
        return singular if translated == plural and n == 1 else translated


OWN_WORDS = OwnWords()


class _Sentences(Domain):  # type: ignore[misc]  # Flask-Babel carries no types
    """Our catalogue, found once for each request and language: a page asks for sixty sentences and more."""

    def get_translations(self) -> Any:
        """The sentences in the language of this request, kept where Flask-Babel drops what it changes."""
        here = g.get("_flask_babel")
        found = getattr(here, "babel_translations", None)
        if found is None:
            found = super().get_translations()
            if (here := g.get("_flask_babel")) is not None:
                here.babel_translations = found
        return found


class _Babel(Babel):  # type: ignore[misc]  # Flask-Babel carries no types
    """Flask-Babel with our way to the catalogue."""

    @cached_property
    def domain_instance(self) -> _Sentences:
        """The catalogue of the application."""
        return _Sentences()


def init_app(app: Flask, preference: Callable[[], str | None] = lambda: None) -> None:
    """Speak the language chosen in this browser, else the one the account prefers, else Vietnamese."""

    def choose() -> str:
        if not request:
            return DEFAULT_LANGUAGE
        for wanted in (request.cookies.get(COOKIE), preference()):
            if wanted in LANGUAGES:
                return str(wanted)
        return DEFAULT_LANGUAGE

    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT_LANGUAGE)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Ho_Chi_Minh")
    sentences = _Babel(app, locale_selector=choose).domain_instance
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of Jinja's extension
        gettext=lambda said: sentences.get_translations().ugettext(said),
        ngettext=lambda one, many, count: sentences.get_translations().ungettext(one, many, count),
        newstyle=True,
    )

    def sentence(said: str, /, **values: object) -> Markup:
        """A sentence of a page with its values, in the language of this request.

        What Jinja's own `_` gives, by a shorter way: a page has sixty sentences, each of which it would look up by
        name and call through its context twice.
        """
        words = Markup(sentences.get_translations().ugettext(said))  # noqa: S704 — of our own catalogue
        return words % values if "%" in words else words

    app.jinja_env.globals.update(languages=LANGUAGES, language=language, _=sentence)


def language() -> str:
    """The code of the language this answer is written in."""
    locale = get_locale()
    return str(locale) if locale is not None else DEFAULT_LANGUAGE


def remember_language(response: Response, code: str) -> None:
    """Keep the chosen language on this browser for a year; an unknown code is ignored."""
    if code in LANGUAGES:
        response.set_cookie(
            COOKIE, code, max_age=A_YEAR, httponly=True, secure=request.is_secure, samesite="Lax"
        )


def translate(message: str, params: Mapping[str, object] | None = None) -> str:
    """A sentence from below in the language of this request, its parameters written as people read them."""
    said = {name: in_words(value) for name, value in (params or {}).items()}
    return str(gettext(message, **said))


def in_vietnamese(word: Word) -> str:
    """A word of the field for a Party paper, which is Vietnamese in whatever language one reads the page."""
    with force_locale(DEFAULT_LANGUAGE):
        return str(gettext(word.text))


def in_words(value: object) -> object:
    """A day, a moment or a member of an enumeration as it reads in a sentence; anything else as it is."""
    if isinstance(value, date):
        return filters.when(value)
    if isinstance(value, PartialDay):
        return filters.partial_day(value)
    if isinstance(value, Word):
        return str(gettext(value.text))
    return value
