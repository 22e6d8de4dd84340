"""Random trees, offices and rows for the comparison with the oracle; small enough to be read when one fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert

from access.offices import GIVES
from domain.organisations import kinds_below
from models import (
    AccessEntry,
    Account,
    Contact,
    IntroductionLetter,
    Liaison,
    Mandate,
    Match,
    Member,
    Need,
    Notice,
    Opinion,
    Organisation,
    Place,
    Reward,
    RuleSet,
    Sanction,
    Strength,
    db,
)
from models.vocabulary import (
    AccountState,
    Category,
    ChangeKind,
    ChangeWord,
    Competence,
    ContactKind,
    ContactState,
    ExemptionReason,
    LiaisonEnd,
    LiaisonSource,
    LiaisonState,
    MatchState,
    NeedState,
    NoticeState,
    OpinionState,
    OrganisationKind,
    PlaceKind,
    SanctionForm,
    Side,
)

TODAY = date(2026, 3, 16)
_AT = datetime(2026, 3, 16, 2, tzinfo=UTC)
_MAKE = {
    "organisations": Organisation,
    "members": Member,
    "accounts": Account,
    "mandates": Mandate,
    "liaisons": Liaison,
    "letters": IntroductionLetter,
    "notices": Notice,
    "looks": AccessEntry,
    "contacts": Contact,
    "opinions": Opinion,
    "strengths": Strength,
    "needs": Need,
    "matches": Match,
}
Values = dict[str, Any]


@dataclass
class Scene:
    """All rows of one random register, as plain values; the number of a row is its place in the list plus one."""

    organisations: list[Values] = field(default_factory=list)
    members: list[Values] = field(default_factory=list)
    accounts: list[Values] = field(default_factory=list)
    mandates: list[Values] = field(default_factory=list)
    liaisons: list[Values] = field(default_factory=list)
    letters: list[Values] = field(default_factory=list)
    changes: list[Values] = field(default_factory=list)
    notices: list[Values] = field(default_factory=list)
    looks: list[Values] = field(default_factory=list)
    contacts: list[Values] = field(default_factory=list)
    opinions: list[Values] = field(default_factory=list)
    strengths: list[Values] = field(default_factory=list)
    needs: list[Values] = field(default_factory=list)
    matches: list[Values] = field(default_factory=list)

    def add(self, rows_of: str, /, **values: Any) -> Values:
        """One more row."""
        rows: list[Values] = getattr(self, rows_of)
        rows.append({"id": len(rows) + 1, **values})
        return rows[-1]

    def of_kind(self, *kinds: OrganisationKind) -> list[Values]:
        """The organisations of these kinds."""
        return [one for one in self.organisations if one["kind"] in kinds]


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A tree of one province with both sides below it, and what happens there."""
    scene = Scene()
    _grow(draw, scene)
    for _number in range(draw(st.integers(1, 6))):
        _settle(draw, scene)
    for _number in range(draw(st.integers(1, 5))):
        _appoint(draw, scene)
    for _number in range(draw(st.integers(0, 5))):
        _tell(draw, scene)
    return scene


def write(scene: Scene) -> None:
    """Put the rows into the database, without a commit."""
    run = db.session.execute
    run(insert(RuleSet), [{"id": 1, "code": "r", "title": "r", "valid_from": date(2020, 1, 2), "rules": {}}])
    run(
        insert(Place),
        [{"id": 1, "code": "1", "kind": PlaceKind.WARD, "name": "P", "folded": "p", "valid_from": TODAY}],
    )
    for kind in ("organisations", "members", "accounts", "mandates", "liaisons", "letters"):
        _insert(_MAKE[kind], getattr(scene, kind))
    for model in (Reward, Sanction):
        _insert(model, [one for one in scene.changes if one["kind"] == model.__mapper__.polymorphic_identity])
    for kind in ("notices", "looks", "contacts", "opinions", "strengths", "needs", "matches"):
        _insert(_MAKE[kind], getattr(scene, kind))


def _insert(model: type[Any], rows: list[Values]) -> None:
    for row in rows:  # rows of one kind may fill different columns
        db.session.execute(insert(model), [row])


def _grow(draw: st.DrawFn, scene: Scene) -> None:
    """Up to twelve organisations; also cells right below the province and committees below committees."""
    _found(scene, OrganisationKind.PROVINCE_COMMITTEE, None)
    for wanted in (OrganisationKind.COMMUNE_COMMITTEE, OrganisationKind.WORKPLACE_COMMITTEE):
        _found(scene, wanted, scene.organisations[0])
    for wanted, above in ((OrganisationKind.RESIDENCE_CELL, 1), (OrganisationKind.WORKPLACE_CELL, 2)):
        _found(scene, wanted, scene.organisations[above])
    for _number in range(draw(st.integers(0, 8))):
        parent = draw(st.sampled_from([one for one in scene.organisations if kinds_below(one["kind"])]))
        kind = draw(st.sampled_from(kinds_below(parent["kind"])))
        _found(scene, kind, parent, is_grassroots=kind.is_cell and draw(st.booleans()))


def _found(
    scene: Scene, kind: OrganisationKind, parent: Values | None, *, is_grassroots: bool = False
) -> None:
    row = scene.add("organisations", kind=kind, side=kind.side, parent_id=parent["id"] if parent else None)
    name = f"{kind.text} {row['id']}"
    row |= {"name": name, "folded": name, "place_id": 1, "founded_on": date(2025, 7, 1)}
    row["is_grassroots"] = is_grassroots
    row["path"] = f"{parent['path'] if parent else ''}{row['id']}."


def _settle(draw: st.DrawFn, scene: Scene) -> None:
    """A member with at most one open liaison, after up to two that have ended."""
    work = draw(st.sampled_from(scene.of_kind(OrganisationKind.WORKPLACE_CELL)))
    member = scene.add("members", full_name="M", folded="m", sort_key="m", born="1980", version=1)
    member |= {"workplace_id": work["id"], "created_at": _AT}
    states = [LiaisonState.ENDED] * draw(st.integers(0, 2))
    states += draw(st.lists(st.sampled_from([one for one in LiaisonState if one != "ended"]), max_size=1))
    for state in states:
        _tie(draw, scene, member, state)
    if draw(st.booleans()):
        _account(scene, member)


def _tie(draw: st.DrawFn, scene: Scene, member: Values, state: LiaisonState) -> None:
    cell = draw(st.sampled_from(scene.of_kind(OrganisationKind.RESIDENCE_CELL)))
    held = cell["parent_id"] if state in (LiaisonState.ISSUED, LiaisonState.RECEIVED) else cell["id"]
    if state in (LiaisonState.DRAFTED, LiaisonState.RETURNED):
        held = draw(st.sampled_from([None, cell["parent_id"]]))  # whoever sent it back may still stand there
    is_exempt = state is LiaisonState.EXEMPTED
    work = draw(st.sampled_from(scene.of_kind(OrganisationKind.WORKPLACE_CELL)))
    liaison = scene.add("liaisons", member_id=member["id"], workplace_id=work["id"], state=state)
    liaison |= {"commune_id": cell["parent_id"], "residence_id": held, "sort_key": "m", "version": 1}
    liaison |= {"category": Category.EXEMPT if is_exempt else Category.FULL, "source": LiaisonSource.LETTER}
    liaison |= {"rule_set_id": 1, "created_at": _AT}
    if is_exempt:
        liaison |= {"exemption_reason": ExemptionReason.STUDY, "exempt_from": TODAY}
    if state is LiaisonState.ENDED:
        liaison |= {"ended_on": TODAY, "ended_because": LiaisonEnd.MOVED}
    if state is LiaisonState.RETURNED:
        liaison |= {"returned_because": "r"}
    if draw(st.booleans()):
        _write_letter(scene, liaison)
    _keep_in_contact(draw, scene, liaison, cell)


def _keep_in_contact(draw: st.DrawFn, scene: Scene, liaison: Values, cell: Values) -> None:
    """A contact, an opinion that may have been passed on, a strength, and a need for which the member was asked."""
    member_id, author = liaison["member_id"], scene.accounts[0] if scene.accounts else _account(scene)
    contact = scene.add("contacts", liaison_id=liaison["id"], member_id=member_id, cell_id=cell["id"])
    contact |= {"kind": ContactKind.CALL, "state": ContactState.PROPOSED, "on": TODAY, "version": 1}
    contact |= {"recorded_by_id": author["id"], "rule_set_id": 1, "created_at": _AT}
    opinion = scene.add("opinions", cell_id=cell["id"], member_id=draw(st.sampled_from([member_id, None])))
    opinion |= {"holder_id": draw(st.sampled_from([cell["id"], cell["parent_id"]])), "text": "t"}
    opinion |= {"state": OpinionState.RAISED, "raised_on": TODAY, "version": 1, "created_at": _AT}
    said = [one["member_id"] for one in scene.strengths]
    if member_id not in said:
        field_of = {"competence": Competence.LAW, "said_at": _AT}
        scene.add("strengths", member_id=member_id, **field_of)
    need = scene.add("needs", cell_id=cell["id"], competence=Competence.LAW, text="t", on=TODAY, people=1)
    need |= {"state": NeedState.OPEN, "version": 1, "created_at": _AT}
    match = scene.add("matches", need_id=need["id"], member_id=member_id, state=MatchState.ASKED)
    match |= {"asked_at": _AT, "version": 1}


def _write_letter(scene: Scene, liaison: Values) -> None:
    author = scene.accounts[0] if scene.accounts else _account(scene)
    letter = scene.add("letters", liaison_id=liaison["id"], issuer_id=liaison["workplace_id"], term="t")
    letter |= {"commune_id": liaison["commune_id"], "batch": "b", "number": letter["id"], "number_text": "n"}
    letter |= {"issued_on": TODAY, "issued_at": _AT, "issued_by_id": author["id"], "content": {}}
    letter |= {"due_on": TODAY, "rule_set_id": 1}


def _account(scene: Scene, member: Values | None = None) -> Values:
    account = scene.add("accounts", member_id=member["id"] if member else None, full_name="A", folded="a")
    account |= {"sort_key": "a", "state": AccountState.ACTIVE, "created_at": _AT}
    return account


def _appoint(draw: st.DrawFn, scene: Scene) -> None:
    """An office begun last year, today or tomorrow; ended, ending today, or open."""
    where = draw(st.sampled_from(scene.organisations))
    account = draw(st.sampled_from([*scene.accounts, None])) or _account(scene)
    account["organisation_id"] = where["id"]
    starts = TODAY + timedelta(days=draw(st.sampled_from([-300, 0, 1])))
    ends = draw(st.sampled_from([None, starts, TODAY, TODAY + timedelta(days=1)]))
    scene.add(
        "mandates",
        account_id=account["id"],
        organisation_id=where["id"],
        office=draw(st.sampled_from(sorted(GIVES[where["kind"]]))),
        starts_on=starts,
        ends_on=max(ends, starts) if ends else None,
        given_at=_AT,
    )


def _tell(draw: st.DrawFn, scene: Scene) -> None:
    """A change with notices to any organisations of the residence side, told, lapsed, withdrawn or climbing."""
    sender = draw(st.sampled_from([one for one in scene.organisations if one["side"] is Side.WORKPLACE]))
    member = draw(st.sampled_from(scene.members))
    author = draw(st.sampled_from(scene.accounts)) if scene.accounts else _account(scene)
    is_secret = draw(st.booleans())
    change = scene.add("changes", member_id=member["id"], organisation_id=sender["id"])
    change |= {"recorded_by_id": author["id"], "is_restricted": is_secret, **_decision(is_secret)}
    receivers = [one for one in scene.organisations if one["side"] is Side.RESIDENCE]
    told = draw(st.lists(st.sampled_from(receivers), max_size=3, unique_by=lambda one: one["id"]))
    for receiver in told:
        _send(draw, scene, change, receiver)
    scene.add("looks", at=_AT, on=TODAY, account_id=author["id"], member_id=member["id"], page="members.show")


def _decision(is_secret: bool) -> Values:
    decided = {"decision_number": "1-QĐ/ĐU", "decided_on": TODAY, "decided_by": "ĐU"}
    common = {"recorded_at": _AT, "effective_on": TODAY, "rule_set_id": 1, **decided}
    if is_secret:
        form = {"sanction_form": SanctionForm.WARNING}
        return common | form | {"kind": ChangeKind.SANCTION, "word": ChangeWord.SANCTION}
    return common | {"title": "t", "kind": ChangeKind.REWARD, "word": ChangeWord.REWARD}


def _send(draw: st.DrawFn, scene: Scene, change: Mapping[str, Any], receiver: Values) -> None:
    state = draw(st.sampled_from([NoticeState.SENT, NoticeState.WITHDRAWN]))
    climbs = receiver["kind"] is OrganisationKind.RESIDENCE_CELL and draw(st.booleans())
    notice = scene.add("notices", change_id=change["id"], member_id=change["member_id"], state=state)
    notice |= {"sender_id": change["organisation_id"], "sent_by_id": change["recorded_by_id"]}
    notice |= {"receiver_id": receiver["id"], "is_restricted": change["is_restricted"]}
    notice |= {"escalated_to_id": receiver["parent_id"] if climbs else None, "sent_at": _AT, "sent_on": TODAY}
    notice |= {"counted_from": TODAY, "due_on": TODAY, "lapsed_at": draw(st.sampled_from([None, None, _AT]))}
