"""Two records of one person: found, looked at beside each other, put together, parted again."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.members.bp import bp
from blueprints.members.merge_forms import MergeForm, PressForm, shown
from domain.merging import TO_UNDO
from queries import merging as queries
from services.dossiers import open_dossiers
from services.merging import merge_members, part_members
from ui.guards import needs
from ui.pages import done, page

MERGES = Permission.MEMBER_MERGE


@bp.route("/<ref:member_ref>/merge")
@needs(MERGES)
def twins(member_ref: str) -> ResponseReturnValue:
    """The records that may be of the same person as this one."""
    member = queries.member(g.actor, member_ref)
    found = queries.candidates(g.actor, member)
    return page("members/twins.html", member=member, found=found)


@bp.route("/<ref:member_ref>/merge/<ref:other_ref>", methods=["GET", "POST"])
@needs(MERGES)
def merge(member_ref: str, other_ref: str) -> ResponseReturnValue:
    """Both records beside each other; where they differ, a person says which is right."""
    if request.method == "GET":
        kept, away = queries.pair(g.actor, member_ref, other_ref)
        open_dossiers(g.actor, (kept.member.id, away.member.id), "members.merge")
    kept, away = queries.pair(g.actor, member_ref, other_ref)
    form = MergeForm.of(kept, away)
    if form.run(lambda: merge_members(g.actor, member_ref, form.wanted(other_ref))):
        return done(_("The two records are one now."), "members.merged", merge_ref=form.result_ref)
    if form.conflict is not None:
        form.kept_version.data, form.other_version.data = kept.member.version, away.member.version
    return page(
        "members/merge.html",
        form=form,
        kept=shown(kept),
        away=shown(away),
        parts=form.parts,
        ref=member_ref,
        other_ref=other_ref,
    )


@bp.route("/merges/<ref:merge_ref>")
@needs(Permission.MEMBER_READ)
def merged(merge_ref: str) -> ResponseReturnValue:
    """What was put together, by whom and why; for 30 days with the way back."""
    return _merged(merge_ref, PressForm())


@bp.route("/merges/<ref:merge_ref>/part", methods=["POST"])
@needs(MERGES)
def part(merge_ref: str) -> ResponseReturnValue:
    """Part two records again."""
    form = PressForm()
    if form.run(partial(part_members, g.actor, merge_ref)):
        return done(_("The two records are two again."), "members.merged", merge_ref=merge_ref)
    return _merged(merge_ref, form)


def _merged(merge_ref: str, form: PressForm) -> ResponseReturnValue:
    found = queries.one(g.actor, merge_ref)
    may_part = found.undone_at is None and clock.now() - found.at <= TO_UNDO
    return page(
        "members/merged.html",
        form=form,
        merge=found,
        until=clock.day_of(found.at + TO_UNDO),
        may_part=may_part,
    )
