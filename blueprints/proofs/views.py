"""Check a paper: typed or scanned, by whoever holds it, without signing in."""

from __future__ import annotations

from flask import g, request
from flask.typing import ResponseReturnValue

from blueprints.proofs.bp import bp
from blueprints.proofs.forms import CodeForm
from services.proofs import Compare, check_paper
from ui.forms import uploaded
from ui.guards import public
from ui.pages import page

__all__ = ["bp"]


@bp.route("", methods=["GET", "POST"])
@public
def show() -> ResponseReturnValue:
    """What the register knows of the paper with this code: its type, number, day and state, and nobody's name."""
    form, brought = CodeForm(), request.args.get("code", "")
    address = request.remote_addr or ""
    if request.method == "POST":
        compare = Compare(line=form.line.data or "", file=uploaded("file"))
        form.attempt(lambda: check_paper(g.actor, form.code.data or "", address, compare))
    elif brought:
        form.code.data = brought[: form.code.most]
        form.look(lambda: check_paper(g.actor, brought, address))
    return page("proofs/show.html", form=form, checked=form.result)
