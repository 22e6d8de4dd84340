"""The pages of one list, which several acts lead back to: what the check found, or what was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import g
from flask.typing import ResponseReturnValue

from blueprints.imports.forms import WriteForm
from domain.errors import Refused
from domain.roster_proposals import Proposal, ProposalKind
from domain.roster_rows import Remark
from models.vocabulary import ImportState
from queries import imports
from services.imports.batches import may_be_undone
from services.imports.questions import judged
from ui.forms import BaseForm
from ui.i18n import translate
from ui.pages import page

MOST_SHOWN = 200
"""Rows of one kind on the page; the corrected copy of the file has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One remark in the language of the page."""

    row: int
    column: str
    heading: str
    found: str
    said: str


@dataclass(frozen=True, slots=True)
class Group:
    """Remarks that say the same kind of thing: how many, and the first of them."""

    said: str
    count: int
    lines: Sequence[Line]
    says_one: bool
    """Whether each of them says the very same sentence, which then stands above them once."""


def shown(import_ref: str, refused: BaseForm | None = None) -> ResponseReturnValue:
    """What was found in a list that is not written yet; else what became of it. With what a button was refused for."""
    batch = imports.one(g.actor, import_ref)
    form = refused or WriteForm(data={"version": batch.version})
    if batch.state is not ImportState.READ:
        return page("imports/written.html", batch=batch, form=form, may_be_undone=may_be_undone(batch))
    try:
        found = judged(g.actor, batch)
    except Refused as refused:
        said = [translate(reason.message, reason.params) for reason in refused.reasons]
        return page("imports/unreadable.html", batch=batch, form=form, said=said)
    if form.conflict is not None and isinstance(form, WriteForm):
        form.version.data = batch.version  # what stands there now is shown: a second press writes it
    return page(
        "imports/check.html",
        batch=batch,
        form=form,
        write_form=form if isinstance(form, WriteForm) else WriteForm(data={"version": batch.version}),
        found=found,
        right=len(found.ready.rows),
        faults=grouped(found.faults),
        notes=grouped(found.notes),
        proposals=_by_kind(found.proposals),
        most=MOST_SHOWN,
        earlier=imports.written_before(g.actor, batch),
    )


def _by_kind(found: Iterable[Proposal]) -> list[tuple[ProposalKind, list[Proposal]]]:
    """The proposals by their kind, in the order of the kinds."""
    kinds: dict[ProposalKind, list[Proposal]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    return [(kind, kinds[kind]) for kind in ProposalKind if kind in kinds]


def grouped(remarks: Iterable[Remark]) -> list[Group]:
    """The remarks by what they say, in the order of the sheet."""
    kinds: dict[str, list[Remark]] = {}
    for remark in remarks:
        kinds.setdefault(remark.message, []).append(remark)
    return [_group(of_kind) for of_kind in kinds.values()]


def _group(of_kind: Sequence[Remark]) -> Group:
    lines = [_line(one) for one in of_kind[:MOST_SHOWN]]
    says_one = all(one.params == of_kind[0].params for one in of_kind)
    return Group(lines[0].said, len(of_kind), lines, says_one)


def _line(remark: Remark) -> Line:
    said = translate(remark.message, remark.params)
    return Line(remark.row, remark.column, remark.heading, remark.found, said)
