"""The pages on which a change is recorded: whom and what, the facts, who will be told; and those of a correction."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.changes.bp import bp
from blueprints.changes.forms import CHOOSE, ENTRIES, ChooseForm
from blueprints.changes.kinds import ChangeForm
from domain.changes import DECIDED
from domain.errors import Refused
from models import Change
from models.vocabulary import ChangeWord, OrganisationKind
from queries import changes, notices, places, telephones, workplaces
from services.changes import open_change
from services.dossiers import open_list
from services.rehearsals import Rehearsal, rehearse
from ui.fields import SelectChoice
from ui.guards import needs, to_step_up
from ui.pages import done, page


@bp.route("/new", methods=["GET", "POST"])
@needs(Permission.CHANGE_RECORD)
def new() -> ResponseReturnValue:
    """Whom and what; for a sanction who will read it; then the facts, the check page, and it is told."""
    open_list(g.actor, "changes.new")
    choice = ChooseForm(g.actor, request.args.get("member"))
    if not choice.is_made():
        return page("changes/new.html", form=choice)
    word: ChangeWord = choice.word.data
    if word is ChangeWord.SANCTION and not g.actor.is_fresh:
        return to_step_up()
    if word is ChangeWord.SANCTION and choice.step.data == CHOOSE:
        return page("changes/readers.html", form=choice, readers=_readers(is_restricted=True))
    return _facts(_form(choice, word), word, starts=choice.starts)


@bp.route("/<ref:change_ref>/correct", methods=["GET", "POST"])
@needs(Permission.CHANGE_RECORD)
def correct(change_ref: str) -> ResponseReturnValue:
    """Record what should have been recorded: the new change replaces the old one and is told anew."""
    old = looked_at(change_ref)
    if old.is_restricted and not g.actor.is_fresh:
        return to_step_up()
    form = ENTRIES[old.word].form(data=_as_typed(old))
    form.word.data = old.word.value
    form.member.choices = [SelectChoice(old.member.ref, old.member.full_name)]
    form.member.data = old.member.ref
    return _facts(form, old.word, starts=request.method == "GET", old=old)


def looked_at(change_ref: str) -> Change:
    """The change of a page about it; the first look at that page leaves its mark."""
    if request.method == "POST":
        return changes.one(g.actor, change_ref, Permission.CHANGE_RECORD)
    return open_change(g.actor, change_ref).change


def _form(choice: ChooseForm, word: ChangeWord) -> ChangeForm:
    """The form of a word, empty but for what can be proposed, or as it was posted."""
    kind = ENTRIES[word].form
    form = kind(formdata=None, data=_proposed(choice, word)) if choice.starts else kind()
    form.words.data, form.word.data = choice.words.data or "", word.value
    form.member.choices = [
        SelectChoice(
            one.ref,
            f"{one.full_name} ({one.birth_year})",
            render_kw={"hint": " · ".join(filter(None, (one.position, one.workplace, one.residence)))},
        )
        for one in choice.candidates
    ]
    if len(choice.candidates) == 1:
        form.member.data = choice.candidates[0].ref
    form.candidates = choice.candidates
    return form


def _proposed(choice: ChooseForm, word: ChangeWord) -> dict[str, Any]:
    """What the person need not type: today, the body that decided last, the post held now."""
    proposed: dict[str, Any] = {"decided_on": clock.today(), "decided_by": changes.bodies(g.actor)[0]}
    if word.kind not in DECIDED:
        proposed = {}
    if word is ChangeWord.LEAVING_OFFICE and len(choice.candidates) == 1:
        proposed["post"] = choice.candidates[0].position
    return proposed


def _as_typed(old: Change) -> dict[str, Any]:
    """A change as its form shows it, to be corrected."""
    shown = {name: getattr(old, name) for name in ENTRIES[old.word].form.shown if name != "new_place"}
    return shown | {"new_place": old.new_place.name if old.new_place else None}


def _facts(
    form: ChangeForm, word: ChangeWord, *, starts: bool, old: Change | None = None
) -> ResponseReturnValue:
    """The facts, the check page, and the end of it; `starts` shows the facts for the first time."""
    entry = ENTRIES[word]
    record = partial(entry.use_case, g.actor, word, supersedes=old.ref if old else None)
    if not starts and form.is_to_be_checked():
        try:
            seen = rehearse(g.actor, partial(record, form.read(entry.command)))
            return page("changes/check.html", form=form, old=old, **_told(seen))
        except Refused as refused:
            form.blame(refused)
    if not starts and form.submit(entry.command, record):
        return done(_said(form.result), "changes.show", change_ref=form.result_ref)
    return page("changes/record.html", form=form, word=word, old=old, **_lists(form))


def _said(change: Change | None) -> str:
    """To whom it went; after a second click, which did nothing, that it is recorded."""
    sent = notices.sent_for(g.actor, [change.id]).get(change.id, []) if change else []
    names = [notice.receiver.name for notice in sent]
    if not names:
        return str(_("The change is recorded."))
    if len(names) == 1:
        return str(_("Sent to %(receiver)s.", receiver=names[0]))
    return str(_("Sent to %(first)s and %(second)s.", first=names[0], second=names[1]))


def _told(seen: Rehearsal) -> dict[str, Any]:
    """Who will be told, by name, and who will read it."""
    told = changes.organisations(seen.told)
    people = telephones.of_organisations(seen.told, clock.today())
    return {
        "change": seen.change,
        "told": told,
        "people": people,
        "readers": _readers(is_restricted=seen.change.is_restricted),
    }


def _readers(*, is_restricted: bool) -> dict[OrganisationKind, list[Any]]:
    """Which offices read, at each kind of organisation that is told or tells."""
    residence = (OrganisationKind.RESIDENCE_CELL, OrganisationKind.COMMUNE_COMMITTEE)
    found = {
        kind: changes.readers(
            kind,
            is_restricted=is_restricted,
            is_grassroots=g.actor.is_grassroots and kind is g.actor.kind,
        )
        for kind in (*residence, *reversed(changes.workplaces(g.actor)))
    }
    return {kind: offices for kind, offices in found.items() if offices}


def _lists(form: ChangeForm) -> dict[str, Any]:
    """What the boxes with suggestions suggest."""
    return {
        "bodies": changes.bodies(g.actor) if "decided_by" in form else [],
        "workplaces": workplaces.near(g.actor) if "to_name" in form and "review_on" not in form else [],
        "places": places.around(g.actor.path) if "new_place" in form else [],
    }
