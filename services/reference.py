"""Loads the data that comes with the product: administrative units, first rule set, holidays, words of papers."""

from __future__ import annotations

from datetime import date

from access import Actor
from adapters import reference
from models.vocabulary import PlaceKind
from services.places import Unit, load_places
from services.rulesets import LoadRuleSet, PublicHoliday, load_holidays, load_rule_set
from services.unit import use_case
from services.wordings import load_wording

TWO_TIERS = date(2025, 7, 1)
"""The day from which the list of 34 provinces and 3,321 communes, wards and special zones is in force."""

_KINDS = {"xã": PlaceKind.COMMUNE, "phường": PlaceKind.WARD, "đặc khu": PlaceKind.SPECIAL_ZONE}


@use_case
def load_reference(actor: Actor) -> bool:
    """Bring the register up to the files of reference/; says whether anything was written.

    May run at every start: with nothing new it only compares.
    """
    written = load_places(actor, units(), TWO_TIERS)
    written += load_rule_set(actor, rule_set())
    written += load_holidays(actor, holidays())
    written += load_wording(actor, reference.document("papers.toml"))
    return bool(written)


def units() -> list[Unit]:
    """The provinces and the units below them, as in reference/admin-units-2025.csv."""
    rows = reference.table("admin-units-2025.csv")
    provinces = {row["province_code"]: row["province_name"] for row in rows}
    above = [Unit(code, PlaceKind.PROVINCE, name) for code, name in provinces.items()]
    below = [
        Unit(row["unit_code"], _KINDS[row["unit_type"]], row["unit_name"], row["province_code"])
        for row in rows
    ]
    return above + below


def rule_set() -> LoadRuleSet:
    """The first rule set, as in reference/regulation-213.toml."""
    content = reference.document("regulation-213.toml")
    return LoadRuleSet(
        code=content.pop("code"),
        title=content.pop("title"),
        valid_from=content.pop("valid_from"),
        rules=content,
    )


def holidays() -> list[PublicHoliday]:
    """The public holidays, as in reference/holidays.csv."""
    rows = reference.table("holidays.csv")
    return [PublicHoliday(date.fromisoformat(row["date"]), row["name"]) for row in rows]
