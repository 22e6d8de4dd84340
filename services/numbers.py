"""Numbers of documents: per committee, term and type, from 1 on, never given twice (BR-12)."""

from __future__ import annotations

from sqlalchemy import select, update

from domain.organisations import symbol_key
from models import NumberSeries, Organisation, db
from models.vocabulary import OrganisationKind
from queries.wording import wording


def take(organisation: Organisation, document: str) -> int:
    """The next number of a committee for a type of document in its term (BR-12), in the caller's transaction.

    The row of the series stays locked until the commit: two people who issue at once get two numbers, and a
    transaction that fails gives its number back before anybody has seen it.
    """
    number = _next(organisation, document)
    if number is None:
        _open_series(organisation, document)
        number = _next(organisation, document)
    if number is None:
        raise RuntimeError("the series of numbers could not be opened")
    return number


def symbol_of(organisation: Organisation) -> str:
    """What follows the slash in its next number: its own symbol, else the usual one of its kind."""
    return organisation.symbol or usual_symbol(organisation.kind)


def usual_symbol(kind: OrganisationKind) -> str:
    """What follows the slash in the numbers of organisations of a kind that write no symbol of their own."""
    return wording().symbols[symbol_key(kind)]


def _next(organisation: Organisation, document: str) -> int | None:
    return db.session.scalar(
        update(NumberSeries)
        .where(
            NumberSeries.organisation_id == organisation.id,
            NumberSeries.term == organisation.term,
            NumberSeries.document == document,
        )
        .values(last=NumberSeries.last + 1)
        .returning(NumberSeries.last)
        .execution_options(synchronize_session=False)
    )


def _open_series(organisation: Organisation, document: str) -> None:
    """Add the series of a term's first document; the lock on the committee lets one of two who come together do it."""
    db.session.execute(
        select(Organisation.id).where(Organisation.id == organisation.id).with_for_update(key_share=True)
    )
    known = select(NumberSeries.id).where(
        NumberSeries.organisation_id == organisation.id,
        NumberSeries.term == organisation.term,
        NumberSeries.document == document,
    )
    if db.session.scalar(known) is None:
        db.session.add(
            NumberSeries(organisation_id=organisation.id, term=organisation.term, document=document, last=0)
        )
        db.session.flush()
