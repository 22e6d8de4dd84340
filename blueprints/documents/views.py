"""Papers of the own organisation: which left the office, whether each is in force, who had it checked and when."""

from __future__ import annotations

from flask import g, request
from flask.typing import ResponseReturnValue

from access import Permission
from blueprints.documents import batches
from blueprints.documents.bp import bp
from queries import documents
from ui.guards import needs
from ui.pages import page
from ui.tables import more

__all__ = ["batches", "bp"]  # the other adds its views to the same blueprint


@bp.route("/")
@needs(Permission.DOCUMENT_READ)
def index() -> ResponseReturnValue:
    """The papers by number and day, the latest first; no name of a person stands among them."""
    lines = documents.listed(g.actor, request.args.get("after"))
    return page("documents/index.html", lines=lines.rows, more=more(lines.after))


@bp.route("/<ref:document_ref>")
@needs(Permission.DOCUMENT_READ)
def show(document_ref: str) -> ResponseReturnValue:
    """One paper with its code and its checks."""
    document = documents.one(g.actor, document_ref)
    return page("documents/show.html", document=document, checks=documents.checks_of(document))
