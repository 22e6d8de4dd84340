"""Where Party organisations stand, of what kind they are, and which offices are held there."""

from __future__ import annotations

from models.vocabulary.word import Word, label


class Side(Word):
    """Where an organisation stands between the working member and the place where he or she lives."""

    RESIDENCE = "residence", label("Residence")
    WORKPLACE = "workplace", label("Workplace")
    OVERSIGHT = "oversight", label("Superior committee")


class OrganisationKind(Word):
    """The levels of both trees; there is no district."""

    PROVINCE_COMMITTEE = "province_committee", label("Provincial committee")
    COMMUNE_COMMITTEE = "commune_committee", label("Commune, ward or special zone committee")
    WORKPLACE_COMMITTEE = "workplace_committee", label("Workplace committee")
    RESIDENCE_CELL = "residence_cell", label("Residence cell")
    WORKPLACE_CELL = "workplace_cell", label("Workplace cell")

    @property
    def side(self) -> Side:
        """The side on which an organisation of this kind stands."""
        return _SIDES[self]

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell, the leaf of a tree."""
        return self in (OrganisationKind.RESIDENCE_CELL, OrganisationKind.WORKPLACE_CELL)


_SIDES = {
    OrganisationKind.PROVINCE_COMMITTEE: Side.OVERSIGHT,
    OrganisationKind.COMMUNE_COMMITTEE: Side.RESIDENCE,
    OrganisationKind.WORKPLACE_COMMITTEE: Side.WORKPLACE,
    OrganisationKind.RESIDENCE_CELL: Side.RESIDENCE,
    OrganisationKind.WORKPLACE_CELL: Side.WORKPLACE,
}


class Office(Word):
    """What a mandate is for; rights follow from office and organisation (access/offices.py)."""

    SECRETARY = "secretary", label("Secretary")
    DEPUTY = "deputy", label("Deputy secretary")
    COMMITTEE_MEMBER = "committee_member", label("Committee member")
    STAFF = "staff", label("Office staff")
    OVERSEER = "overseer", label("Province overseer")
    ADMINISTRATOR = "administrator", label("System administrator")


class PlaceKind(Word):
    """Levels and words of administrative units since 1 July 2025."""

    PROVINCE = "province", label("province or city")
    COMMUNE = "commune", label("commune")
    WARD = "ward", label("ward")
    SPECIAL_ZONE = "special_zone", label("special zone")
