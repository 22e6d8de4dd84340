"""Lists that a committee brings in: uploaded, checked, written as one, taken back as one."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from pathlib import PurePath

from flask import g, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from blueprints.imports.bp import bp
from blueprints.imports.forms import ColumnsForm, DoubleForm, ListForm, PressForm, ProposalsForm, WriteForm
from blueprints.imports.showing import shown
from blueprints.imports.template import filled_in
from domain.roster_headings import Column, ListOf
from models.vocabulary import Side
from queries import imports
from services.dossiers import take_list
from services.imports.batches import WriteList, drop_list, may_be_undone, undo_list, write_list
from services.imports.columns import ArrangeColumns, arrange_columns, arrangement
from services.imports.deciding import AcceptProposals, DecideDouble, accept_proposals, decide_double
from services.imports.marking import marked_copy
from services.imports.questions import judged
from services.imports.uploads import ReceiveList, receive_list
from ui.downloads import attached
from ui.guards import fresh, needs, takes_file
from ui.i18n import translate
from ui.pages import done, page
from ui.tables import more

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROOM = 6 * 1024 * 1024
"""The file and the form around it; a file above 5 MB is refused in words."""


@bp.route("/")
@needs(Permission.LIST_IMPORT)
def index() -> ResponseReturnValue:
    """The lists that the committee brought in, the latest first."""
    lines = imports.history(g.actor, request.args.get("after"))
    return page("imports/index.html", lines=lines.rows, more=more(lines.after))


@bp.route("/template.xlsx")
@needs(Permission.LIST_IMPORT)
@fresh
def template() -> ResponseReturnValue:
    """The list to be filled in, with what the register knows of the own cells."""
    entered = imports.entered(g.actor)
    take_list(g.actor, "imports.template", [one.member.ref for one in entered])
    content = filled_in(_of(), imports.cells_of(g.actor), entered)
    return attached(content, XLSX, "mau-danh-sach.xlsx")


def _of() -> ListOf:
    """Whose lists the actor brings in."""
    return ListOf.WORKPLACE if g.actor.side is Side.WORKPLACE else ListOf.RESIDENCE


@bp.route("/new", methods=["GET", "POST"])
@needs(Permission.LIST_IMPORT)
@takes_file(_ROOM)
def new() -> ResponseReturnValue:
    """Upload a list; it is checked at once and nothing is written."""
    form = ListForm()
    if form.submit(ReceiveList, partial(receive_list, g.actor)):
        said = _("The list has been read. Nothing has been written yet.")
        return done(said, "imports.show", import_ref=form.result_ref)
    return page("imports/new.html", form=form)


@bp.route("/<ref:import_ref>")
@needs(Permission.LIST_IMPORT)
def show(import_ref: str) -> ResponseReturnValue:
    """What the check found, all at once; of a list that was written, what it brought."""
    return shown(import_ref)


@bp.route("/<ref:import_ref>/marked.xlsx")
@needs(Permission.LIST_IMPORT)
def marked(import_ref: str) -> ResponseReturnValue:
    """The office's own file with what must be put right marked in it."""
    batch = imports.one(g.actor, import_ref)
    copy = marked_copy(batch, judged(g.actor, batch), _("To be put right"), translate)
    said = _("marked")
    name = f"{PurePath(batch.file_name).stem}-{said}.xlsx"
    return send_file(BytesIO(copy), XLSX, as_attachment=True, download_name=name)


@bp.route("/<ref:import_ref>/write", methods=["POST"])
@needs(Permission.LIST_IMPORT)
def write(import_ref: str) -> ResponseReturnValue:
    """Write the rows that are right, all of them as one."""
    form = WriteForm()
    if form.submit(WriteList, partial(write_list, g.actor, import_ref)):
        return done(_("The list has been written."), "imports.show", import_ref=import_ref)
    return shown(import_ref, form)


@bp.route("/<ref:import_ref>/columns", methods=["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def columns(import_ref: str) -> ResponseReturnValue:
    """Say what each column of a list tells."""
    batch = imports.one(g.actor, import_ref)
    arranged = arrangement(batch)
    form = ColumnsForm(arranged)
    if form.submit(ArrangeColumns, partial(arrange_columns, g.actor, import_ref)):
        said = _("The list is read like this now. Nothing has been written yet.")
        return done(said, "imports.show", import_ref=import_ref)
    return page("imports/columns.html", batch=batch, form=form, arranged=arranged, meanings=tuple(Column))


@bp.route("/<ref:import_ref>/proposals", methods=["POST"])
@needs(Permission.LIST_IMPORT)
def accept(import_ref: str) -> ResponseReturnValue:
    """Take proposals of one kind, those ticked or all."""
    form = ProposalsForm()
    if form.submit(AcceptProposals, partial(accept_proposals, g.actor, import_ref)):
        return done(_("Taken. Nothing has been written yet."), "imports.show", import_ref=import_ref)
    return shown(import_ref, form)


@bp.route("/<ref:import_ref>/doubles", methods=["POST"])
@needs(Permission.LIST_IMPORT)
def tell_apart(import_ref: str) -> ResponseReturnValue:
    """Say of one double whether it is the same person."""
    form = DoubleForm()
    if form.submit(DecideDouble, partial(decide_double, g.actor, import_ref)):
        return done(
            _("Noted. Nothing has been written yet."),
            "imports.show",
            import_ref=import_ref,
            _anchor="doubles",
        )
    return shown(import_ref, form)


@bp.route("/<ref:import_ref>/undo", methods=["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def undo(import_ref: str) -> ResponseReturnValue:
    """Take a written list back as one."""
    batch, form = imports.one(g.actor, import_ref), PressForm()
    if form.run(partial(undo_list, g.actor, import_ref)):
        return done(_("The list has been undone."), "imports.show", import_ref=import_ref)
    return page("imports/undo.html", batch=batch, form=form, may_be_undone=may_be_undone(batch))


@bp.route("/<ref:import_ref>/drop", methods=["POST"])
@needs(Permission.LIST_IMPORT)
def drop(import_ref: str) -> ResponseReturnValue:
    """Set a list aside that nobody wants to write."""
    form = PressForm()
    if form.run(partial(drop_list, g.actor, import_ref)):
        return done(_("The list has been set aside; its file is deleted."), "imports.index")
    return shown(import_ref, form)
