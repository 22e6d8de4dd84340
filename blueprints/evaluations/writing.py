"""Writing a sheet beside its evidence: kept at every moment, facts quoted, written, taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from blueprints.evaluations.bp import bp
from blueprints.evaluations.forms import ReopenForm, SheetForm, sheet_form
from domain.contacts import duties_served
from domain.evaluations import criteria_of
from domain.rules import Rules, read_rules
from models import Evaluation, EvaluationVersion
from queries import desks, evidence
from queries import evaluations as queries
from queries.evidence import Evidence
from services.dossiers import open_dossier
from services.sheets import (
    WRITABLE,
    KeepSheet,
    ReopenSheet,
    WriteSheet,
    keep_sheet,
    may_be_unassessable,
    reopen_sheet,
    write_sheet,
)
from ui import filters
from ui.guards import needs
from ui.pages import done, page, said

WRITES = Permission.EVALUATION_WRITE


@dataclass(frozen=True, slots=True)
class _Desk:
    """What lies on the desk of whoever writes one sheet."""

    found: desks.Desk
    rules: Rules
    form: SheetForm

    @property
    def sheet(self) -> Evaluation:
        """The sheet itself."""
        return self.found.sheet


def _desk(evaluation_ref: str) -> _Desk:
    found = desks.desk(g.actor, evaluation_ref)
    rules = read_rules(found.sheet.rule_set.rules)
    form = sheet_form(criteria_of(rules, found.sheet.form), tuple(duties_served(rules, found.sheet.form)))
    return _Desk(found, rules, form(data=_as_kept(found.version)))


def _as_kept(version: EvaluationVersion | None) -> dict[str, object]:
    if version is None:
        return {"version": 0}
    ticks = {f"C{number}": str(level) for number, level in version.ticks.items()}
    return {
        **ticks,
        "remarks": version.remarks,
        "duties": version.duties,
        "unassessable_because": version.unassessable_because,
        "version": version.version,
    }


@bp.route("/<ref:evaluation_ref>/write", methods=["GET", "POST"])
@needs(WRITES)
def write(evaluation_ref: str) -> ResponseReturnValue:
    """Write one sheet; then on to the next comrade."""
    if request.method == "GET":
        open_dossier(g.actor, queries.whose(g.actor, evaluation_ref, WRITES), "evaluations.write")
    desk = _desk(evaluation_ref)
    if request.method == "GET" and desk.sheet.state not in WRITABLE:
        return redirect(url_for("evaluations.show", evaluation_ref=evaluation_ref), code=303)
    form, step = desk.form, str(desk.form.step.data)
    if step == "keep" and form.run(lambda: keep_sheet(g.actor, evaluation_ref, form.written(KeepSheet))):
        return done(_("The draft is kept."), "evaluations.index")
    if step == "write" and form.run(
        lambda: write_sheet(g.actor, evaluation_ref, form.written(WriteSheet, stands=form.stands.data))
    ):
        return _next(desk.sheet)
    found = evidence.of(g.actor, desk.sheet)
    if step.startswith("quote-"):
        _quote(form, found, step.removeprefix("quote-"))
    return _page(desk, found)


@bp.route("/<ref:evaluation_ref>/keep", methods=["POST"])
@needs(WRITES)
def keep(evaluation_ref: str) -> ResponseReturnValue:
    """What is on the sheet now, kept while one goes on writing; answered to the script in figures and words."""
    form = _desk(evaluation_ref).form
    if form.attempt(lambda: keep_sheet(g.actor, evaluation_ref, form.written(KeepSheet))):
        kept = form.result
        return {"version": kept.version, "said": _("Kept at %(hour)s", hour=filters.hour(kept.saved_at))}
    return {"said": " ".join(sentence for sentence, _control in form.found())}, 422


@bp.route("/<ref:evaluation_ref>/reopen", methods=["GET", "POST"])
@needs(WRITES)
def reopen(evaluation_ref: str) -> ResponseReturnValue:
    """Take a sheet up again that was agreed on and not signed."""
    form = ReopenForm()
    if form.submit(ReopenSheet, partial(reopen_sheet, g.actor, evaluation_ref)):
        return redirect(url_for("evaluations.write", evaluation_ref=evaluation_ref), code=303)
    return page("evaluations/reopen.html", form=form, sheet=queries.one(g.actor, evaluation_ref, WRITES))


def _next(sheet: Evaluation) -> ResponseReturnValue:
    """On to the next sheet of the list that is still to be written; after the last one, to the list."""
    following = desks.following(desks.owed(g.actor), sheet.ref)
    if following is None:
        return done(_("Written. No sheet is left to write."), "evaluations.index")
    return done(
        _("The sheet is written. Here is the next one."), "evaluations.write", evaluation_ref=following
    )


def _quote(form: SheetForm, found: Evidence, number: str) -> None:
    """Put a fact into the text, where no script has done it."""
    fact = evidence.quotes(found.facts).get(number)
    if fact is not None:
        words = said("evaluations/_evidence.html", "quote_of", fact)
        form.remarks.data = f"{form.remarks.data or ''} {words}".strip()


def _page(desk: _Desk, found: Evidence) -> ResponseReturnValue:
    version = desk.found.version
    if desk.form.conflict is not None:
        desk.form.version.data = version.version if version else 0
    return page(
        "evaluations/write.html",
        form=desk.form,
        sheet=desk.sheet,
        version=version,
        answered=desk.found.answered,
        evidence=found,
        facts=evidence.quotes(found.facts),
        newcomer=may_be_unassessable(desk.sheet, desk.rules),
        written=desk.found.written,
        total=desk.found.total,
    )
