"""What papers say and how they are laid out: read, changed, tried and put back by the administrator."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from blueprints.wordings.bp import bp
from blueprints.wordings.forms import LayoutForm, OfForm, SentenceForm
from domain.errors import NotFound
from domain.papers.places import BESIDES, BODIES, PAPERS, PLACES, places_of
from domain.papers.wording import LAYOUT, mark_of, said_by
from queries.wording import Version, newest, steps, wording
from services.paper_examples import example
from services.wordings import (
    ChangeLayout,
    ChangeWording,
    RestoreWording,
    change_layout,
    change_wording,
    restore_wording,
    with_layout,
    with_words,
)
from ui.forms import BaseForm
from ui.guards import needs
from ui.i18n import in_vietnamese
from ui.pages import done, page
from ui.papers import as_pdf

WORDS = Permission.PAPERS_WORD


@bp.route("/")
@needs(WORDS)
def index() -> ResponseReturnValue:
    """All papers with how many of their sentences were changed; symbols and layout."""
    counts = Counter(mark.partition(".")[0] for mark in newest().changed)
    return page("wordings/index.html", papers=PAPERS, besides=BESIDES, counts=counts)


@bp.route("/paper")
@needs(WORDS)
def paper() -> ResponseReturnValue:
    """The sentences of one paper, or the symbols, each beside its original where it was changed."""
    return _sentences(_part(request.args.get("of", "")), OfForm())


@bp.route("/sentence", methods=["GET", "POST"])
@needs(WORDS)
def sentence() -> ResponseReturnValue:
    """Change one sentence or symbol."""
    now, mark = newest(), str(OfForm().of.data)
    part, key = _asked(now, mark)
    form = SentenceForm.about(mark, now)
    if form.submit(ChangeWording, partial(change_wording, g.actor, part, key)):
        return done(_("Saved. Papers made from now on say it so."), "wordings.paper", of=part, _anchor=key)
    return _sentence(mark, form)


@bp.route("/sentence/try", methods=["POST"])
@needs(WORDS)
def try_sentence() -> ResponseReturnValue:
    """An example of the paper with a sentence that is not saved yet."""
    mark = str(OfForm().of.data)
    part, key = _asked(newest(), mark)
    form = SentenceForm()
    if part in PAPERS and form.attempt(lambda: with_words(g.actor, part, key, str(form.text.data))):
        return as_pdf([example(part, form.result, g.actor, in_vietnamese)])
    return _sentence(mark, form)


@bp.route("/layout", methods=["GET", "POST"])
@needs(WORDS)
def layout() -> ResponseReturnValue:
    """Change the margins and the size of the letters of all papers."""
    form = LayoutForm.of(newest())
    if form.submit(ChangeLayout, partial(change_layout, g.actor)):
        return done(_("Saved. Papers printed from now on are laid out so."), "wordings.layout")
    return _layout(form)


@bp.route("/layout/try", methods=["POST"])
@needs(WORDS)
def try_layout() -> ResponseReturnValue:
    """An example of a letter with margins that are not saved yet."""
    form = LayoutForm()
    if form.attempt(lambda: with_layout(g.actor, form.read(ChangeLayout))):
        return as_pdf([example("letter", form.result, g.actor, in_vietnamese)])
    return _layout(form)


@bp.route("/restore", methods=["POST"])
@needs(WORDS)
def restore() -> ResponseReturnValue:
    """Put the original of a sentence, of a symbol or of the layout back."""
    form = OfForm()
    mark = str(form.of.data)
    if mark != LAYOUT:
        part, key = _asked(newest(), mark)
    if form.submit(RestoreWording, partial(restore_wording, g.actor, mark)):
        said = _("The original stands again.")
        if mark == LAYOUT:
            return done(said, "wordings.layout")
        return done(said, "wordings.paper", of=part, _anchor=key)
    return _layout(form) if mark == LAYOUT else _sentences(part, form)


@bp.route("/example.pdf")
@needs(WORDS)
def example_pdf() -> ResponseReturnValue:
    """A paper about invented people in the words in force; entered nowhere, without a code."""
    part = request.args.get("of", "")
    if part not in PAPERS:
        return redirect(url_for("wordings.index"))
    return as_pdf([example(part, wording(), g.actor, in_vietnamese)])


def _part(part: str) -> str:
    if part not in PAPERS and part not in BESIDES:
        raise NotFound
    return part


def _asked(now: Version, mark: str) -> tuple[str, str]:
    part, _dot, key = mark.partition(".")
    if not key or said_by(now.original, mark_of(_part(part), key)) is None:
        raise NotFound
    return part, key


def _sentences(part: str, form: BaseForm) -> ResponseReturnValue:
    now = newest()
    lines = [
        (key, mark_of(part, key), text, now.original[part][key]) for key, text in now.content[part].items()
    ]
    return page("wordings/paper.html", form=form, lines=lines, number=now.number, **_named(part))


def _named(part: str) -> dict[str, Any]:
    """What pages say of a part: its name, whether it is a paper, and whose words stand there where it is none."""
    return {
        "part": part,
        "name": PAPERS.get(part) or BESIDES[part],
        "is_paper": part in PAPERS,
        "bodies": BODIES,
    }


def _sentence(mark: str, form: SentenceForm) -> ResponseReturnValue:
    now, (part, _dot, key) = newest(), mark.partition(".")
    if form.conflict is not None:
        form.version.data = now.number  # what stands there is shown: a second press puts this in its place
    return page(
        "wordings/sentence.html",
        form=form,
        mark=mark,
        key=key,
        **_named(part),
        original=said_by(now.original, mark),
        said=said_by(now.content, mark),
        number=now.number,
        places=[(one, PLACES[one]) for one in sorted(places_of(part, key))],
        steps=steps(g.actor, mark),
    )


def _layout(form: BaseForm) -> ResponseReturnValue:
    now = newest()
    shown = form if isinstance(form, LayoutForm) else LayoutForm.of(now)
    if form.conflict is not None:
        shown.version.data = now.number
    return page(
        "wordings/layout.html",
        form=shown,
        refused=form,
        original=now.original[LAYOUT],
        is_changed=LAYOUT in now.changed,
        number=now.number,
        steps=steps(g.actor, LAYOUT),
    )
