"""A change of category: an exemption of Guidance 33 begins or ends (thay đổi diện); the residence carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from access import Actor
from domain.consequences import asked_by
from domain.eligibility import review_day
from domain.errors import Refused
from models import CategoryChange, Change, Liaison, Member, db
from models.vocabulary import Category, ChangeWord, ExemptionReason, NoticeEffect
from queries import rulesets
from services.recording import Kind, RecordChange, record
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCategoryChange(RecordChange):
    """The new category; for an exemption its reason, the paper that bases it and the day of its review."""

    new_category: Category
    exemption_reason: ExemptionReason | None = None
    exemption_basis: str | None = None
    review_on: date | None = None


def _nothing(_change: Change, _member: Member) -> None:
    """The category stands on the liaison: the receiver who processes the notice writes it there."""


def _asks(change: Change) -> NoticeEffect:
    return asked_by(change.word, new_category=change.new_category)


def _is_full(facts: dict[str, Any], member: Member, bond: Liaison | None) -> Refused | None:
    """Back to the ordinary category without an exemption that ends; an exemption may be granted anew."""
    if facts["new_category"] is not Category.FULL or bond is None or _stands(bond) is not Category.FULL:
        return None
    return Refused(
        "Comrade %(name)s has no exemption that could end.", field="new_category", name=member.full_name
    )


def _stands(bond: Liaison) -> Category:
    """The category told last, also where the residence has not processed the notice yet."""
    told = db.session.scalar(
        select(CategoryChange)
        .where(
            CategoryChange.member_id == bond.member_id,
            CategoryChange.liaison_id == bond.id,
            CategoryChange.superseded_at.is_(None),
            CategoryChange.withdrawn_at.is_(None),
        )
        .order_by(CategoryChange.id.desc())
        .limit(1)
    )
    return (told.new_category if told else None) or bond.category


CATEGORY_CHANGE = Kind(
    table=CategoryChange, apply=_nothing, revert=_nothing, asks=_asks, speaks_against=_is_full
)


@use_case
def record_category_change(
    actor: Actor, word: ChangeWord, given: RecordCategoryChange, supersedes: str | None = None
) -> Change:
    """Record that an exemption begins or ends; without a review day, the one that the rule set gives."""
    facts: dict[str, Any] = {"new_category": given.new_category}
    if given.new_category is Category.EXEMPT:
        months = rulesets.rules(given.effective_on).exemption_review_months
        facts |= {
            "exemption_reason": given.exemption_reason,
            "exemption_basis": given.exemption_basis,
            "review_on": given.review_on or review_day(given.effective_on, months),
        }
    return record(actor, CATEGORY_CHANGE, word, given, supersedes, **facts)
