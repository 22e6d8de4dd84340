"""A small invented map with named people, the same in every test: who stands where is said in three tables.

`world.loc` is the account of an officer, `world.mai` the record of a member, `world.cell5` an organisation;
`world.actor("loc")` acts in the first office of that person. Rows are read when they are asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from access import Actor
from adapters import clock
from models import Account, Liaison, Mandate, Member, Organisation, Place, db
from models.vocabulary import Category, LiaisonEnd, LiaisonState, Office, OrganisationKind
from queries.sessions import own_offices
from services.organisations import FoundOrganisation, committee_of_commune, found_below
from services.places import load_places
from services.reference import TWO_TIERS, holidays, rule_set, units
from services.rulesets import load_holidays, load_rule_set
from tests.support import factories

PROVINCE, WARD, OTHER_WARD, THIRD_WARD = "40", "16690", "16708", "16702"
SINCE = TWO_TIERS
"""The day on which the offices of this world begin."""

_ORGANISATIONS = (
    # name, kind, above, title
    ("cell5", OrganisationKind.RESIDENCE_CELL, "ward", "Chi bộ Tổ dân phố 5"),
    ("cell6", OrganisationKind.RESIDENCE_CELL, "ward", "Chi bộ Tổ dân phố 6"),
    ("other_cell", OrganisationKind.RESIDENCE_CELL, "other_ward", "Chi bộ Khối Tân Lộc"),
    ("tax", OrganisationKind.WORKPLACE_COMMITTEE, "province", "Đảng ủy Thuế tỉnh"),
    ("tax_cell", OrganisationKind.WORKPLACE_CELL, "tax", "Chi bộ Phòng Nghiệp vụ"),
    ("tax_cell2", OrganisationKind.WORKPLACE_CELL, "tax", "Chi bộ Phòng Kiểm tra"),
    ("finance", OrganisationKind.WORKPLACE_COMMITTEE, "province", "Đảng ủy Sở Tài chính"),
    ("finance_cell", OrganisationKind.WORKPLACE_CELL, "finance", "Chi bộ Văn phòng Sở"),
)

_OFFICERS = (
    # name, full name, office, organisation; a name twice holds two offices
    ("admin", "Vũ Minh Khôi", Office.ADMINISTRATOR, "province"),
    ("overseer", "Bùi Thị Ngân", Office.OVERSEER, "province"),
    ("thanh", "Hoàng Văn Thanh", Office.SECRETARY, "ward"),
    ("phuc", "Trần Đình Phúc", Office.DEPUTY, "ward"),
    ("vinh", "Cao Thị Vinh", Office.COMMITTEE_MEMBER, "ward"),
    ("hanh", "Lê Thị Hạnh", Office.STAFF, "ward"),
    ("loc", "Nguyễn Văn Lộc", Office.SECRETARY, "cell5"),
    ("binh", "Trần Văn Bình", Office.DEPUTY, "cell5"),
    ("tam", "Hồ Thị Tâm", Office.COMMITTEE_MEMBER, "cell5"),
    ("sau", "Phan Văn Sáu", Office.SECRETARY, "cell6"),
    ("nhan", "Đinh Thị Nhàn", Office.STAFF, "other_ward"),
    ("quy", "Ngô Xuân Quý", Office.SECRETARY, "other_cell"),
    ("kien", "Đặng Trung Kiên", Office.SECRETARY, "tax"),
    ("dung", "Phạm Tiến Dũng", Office.DEPUTY, "tax"),
    ("dung", "Phạm Tiến Dũng", Office.DEPUTY, "tax_cell2"),
    ("thu", "Võ Thị Thu", Office.STAFF, "tax"),
    ("luan", "Hồ Sỹ Luận", Office.COMMITTEE_MEMBER, "tax"),
    ("hang", "Phan Thị Hằng", Office.SECRETARY, "tax_cell"),
    ("tien", "Nguyễn Cảnh Tiến", Office.DEPUTY, "tax_cell"),
    ("que", "Lê Thị Quế", Office.COMMITTEE_MEMBER, "tax_cell"),
    ("long", "Lê Đức Long", Office.SECRETARY, "finance"),
    ("chi", "Trịnh Thị Chi", Office.SECRETARY, "finance_cell"),
)


@dataclass(frozen=True)
class _Person:
    """A member and where he or she stands; no state means that nobody has introduced him or her."""

    name: str
    full_name: str
    born: str
    work: str
    home: str
    state: LiaisonState | None
    more: Mapping[str, Any] = field(default_factory=dict)


_EXEMPT = {"category": Category.EXEMPT}
_L = LiaisonState
_MEMBERS = (
    _Person("mai", "Nguyễn Thị Mai", "1988-05-12", "tax_cell", "cell5", _L.ACTIVE),
    _Person("anh78", "Lê Hữu Ánh", "1978-02-03", "tax_cell", "cell5", _L.ACTIVE),
    _Person("anh85", "Lê Hữu Ánh", "1985", "finance_cell", "cell5", _L.ACTIVE),
    _Person("dung", "Phạm Tiến Dũng", "1985-09-20", "tax_cell2", "cell6", _L.ACTIVE),
    _Person("yen", "Phan Thị Yến", "1990-11-02", "finance_cell", "cell6", _L.ACTIVE),
    _Person("tuan", "Hoàng Anh Tuấn", "1992-07-30", "tax_cell", "cell5", _L.EXEMPTED, _EXEMPT),
    _Person("nga", "Trần Thị Nga", "1991-04-18", "tax_cell", "cell5", _L.DRAFTED),
    _Person("hoa", "Nguyễn Thị Hòa", "1983-12-01", "tax_cell", "cell5", _L.ISSUED),
    _Person("son", "Vương Đình Sơn", "1980-06-06", "tax_cell2", "cell6", _L.RECEIVED),
    _Person("linh", "Đậu Thùy Linh", "1994-03-08", "tax_cell", "cell5", _L.ASSIGNED),
    _Person("cuong", "Bùi Mạnh Cường", "1979-10-10", "tax_cell2", "cell6", _L.RETURNED),
    _Person("huy", "Nguyễn Quang Huy", "1996-01-22", "tax_cell", "cell5", None),
    _Person(
        "ha", "Lê Thu Hà", "1987-08-15", "tax_cell", "cell6", _L.ENDED, {"because": LiaisonEnd.WORKPLACE}
    ),
    _Person("khanh", "Nguyễn Duy Khánh", "1982-05-05", "finance_cell", "other_cell", _L.ACTIVE),
)


class World:
    """The rows of this world by their names."""

    def __init__(self, ids: Mapping[str, Mapping[str, int]]) -> None:
        self._ids = ids

    def __getattr__(self, name: str) -> Any:
        for kind, table in _TABLES.items():
            if name in self._ids.get(kind, {}):
                return db.session.get_one(table, self._ids[kind][name])
        raise AttributeError(f"nobody and nothing here is called {name}")

    def account(self, name: str) -> Account:
        """The account of an officer, or of a member who has one."""
        kind = "officers" if name in self._ids["officers"] else "own_accounts"
        return db.session.get_one(Account, self._ids[kind][name])

    def member(self, name: str) -> Member:
        """The record of a member, also of one who is an officer."""
        return db.session.get_one(Member, self._ids["members"][name])

    def liaison(self, name: str) -> Liaison:
        """The latest liaison of a member."""
        found: Liaison = db.session.scalars(
            select(Liaison)
            .where(Liaison.member_id == self._ids["members"][name])
            .order_by(Liaison.id.desc())
            .limit(1)
        ).one()
        return found

    def actor(self, name: str, at: str | None = None, *, fresh: bool = True) -> Actor:
        """A person in the first office held today, in the one at a given organisation, or without any."""
        return actor_of(self.account(name), getattr(self, at) if at else None, fresh=fresh)

    def as_member(self, name: str) -> Actor:
        """The same person for himself or herself, whatever offices he or she holds."""
        account = self.account(name)
        return Actor(
            account_id=account.id, member_id=account.member_id, person_name=account.full_name, is_fresh=True
        )

    @property
    def officers(self) -> list[str]:
        """The names of all who hold an office, the first of each kind of office at each organisation."""
        return list(dict.fromkeys(name for name, *_ in _OFFICERS))


_TABLES: Mapping[str, type[Any]] = {"organisations": Organisation, "officers": Account, "members": Member}


def actor_of(account: Account, at: Organisation | None = None, *, fresh: bool = True) -> Actor:
    """An account acting in its first office of today, or in the one held at an organisation."""
    nobody_special = Actor(
        account_id=account.id, member_id=account.member_id, person_name=account.full_name, is_fresh=fresh
    )
    held = db.session.execute(
        select(Mandate, Organisation)
        .join(Organisation, Organisation.id == Mandate.organisation_id)
        .where(Mandate.id.in_([office.id for office in own_offices(account.id, clock.today())]))
        .order_by(Organisation.path.desc(), Mandate.id)
    ).all()
    chosen = [pair for pair in held if at is None or pair[1].id == at.id]
    if not chosen:
        return nobody_special
    mandate, organisation = chosen[0]
    return nobody_special.holding(mandate, organisation)


def build() -> dict[str, dict[str, int]]:
    """Write the world into an empty database and say which row has which name."""
    load_reference()
    organisations = _found()
    accounts = _appoint(organisations)
    factories.a_factor(accounts["admin"])  # administrators have one, or get no further
    members = {person.name: _settle(person, organisations, accounts) for person in _MEMBERS}
    own = {"mai": factories.an_account(member=members["mai"], organisation=organisations["cell5"])}
    rows = {"organisations": organisations, "officers": accounts, "members": members, "own_accounts": own}
    db.session.commit()
    return {kind: {name: row.id for name, row in named.items()} for kind, named in rows.items()}  # type: ignore[attr-defined]


def load_reference() -> None:
    """Four units of the country are enough here; rules and holidays are the real ones."""
    worker = Actor.worker()
    here = {PROVINCE, WARD, OTHER_WARD, THIRD_WARD}
    load_places(worker, [unit for unit in units() if unit.code in here], TWO_TIERS)
    load_rule_set(worker, rule_set())
    load_holidays(worker, holidays())


def _found() -> dict[str, Organisation]:
    place = {one.code: one for one in db.session.scalars(select(Place))}
    found = {"ward": committee_of_commune(place[WARD]), "other_ward": committee_of_commune(place[OTHER_WARD])}
    found["province"] = db.session.get_one(Organisation, found["ward"].parent_id)
    for name, kind, above, title in _ORGANISATIONS:
        wanted = FoundOrganisation(name=title, founded_on=SINCE)
        found[name] = found_below(found[above], kind, wanted)
    return found


def _appoint(organisations: Mapping[str, Organisation]) -> dict[str, Account]:
    accounts: dict[str, Account] = {}
    for name, full_name, office, where in _OFFICERS:
        if name not in accounts:
            accounts[name] = factories.an_account(
                full_name, organisation=organisations[where], sign_in_name=name
            )
        factories.a_mandate(accounts[name], office, organisations[where], starts_on=SINCE)
    return accounts


def _settle(
    person: _Person, organisations: Mapping[str, Organisation], accounts: Mapping[str, Account]
) -> Member:
    home = organisations[person.home]
    member = factories.a_member(person.full_name, born=person.born, workplace=organisations[person.work])
    factories.a_residence(member, home)
    if person.state is not None:
        factories.a_liaison(member, home, state=person.state, **person.more)
    if person.name in accounts:
        accounts[person.name].member_id = member.id
    return member
