"""The data that comes with the product, as a fresh installation gets it."""

from sqlalchemy import func, select

from access import Actor
from models import AuditEntry, Holiday, Place, RuleSet
from models.vocabulary import PlaceKind
from services.reference import load_reference

WORKER = Actor.worker()


def test_the_whole_country_is_loaded_and_a_second_run_only_compares(db):
    assert load_reference(WORKER) is True

    counts = dict(db.session.execute(select(Place.kind, func.count()).group_by(Place.kind)).all())
    assert counts == {
        PlaceKind.PROVINCE: 34,
        PlaceKind.COMMUNE: 2621,
        PlaceKind.WARD: 687,
        PlaceKind.SPECIAL_ZONE: 13,
    }
    assert db.session.scalars(select(RuleSet.code)).all() == ["213-QĐ/TW"]
    assert db.session.scalar(select(func.count(Holiday.id))) >= 20
    entries = db.session.scalar(select(func.count(AuditEntry.id)))

    assert load_reference(WORKER) is False
    assert db.session.scalar(select(func.count(AuditEntry.id))) == entries
