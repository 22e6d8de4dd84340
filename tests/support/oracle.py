"""The slow and plain answer to `access.scope.visible`: one row, one actor, yes or no, read from the rules in words.

Written from the agreed rights without a look at anchors and SQL, so that both can be wrong only
in the same way by chance. What an office may do at all it takes from the table that tests/access/test_offices.py
holds against those pages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from access import Actor, Permission, Reach, may, reach
from models.vocabulary import LiaisonState, NoticeState, Side
from tests.support.scenes import Scene, Values

_ON_THE_WAY = (LiaisonState.ISSUED, LiaisonState.RECEIVED)
_CONFIRMED = (LiaisonState.ACTIVE, LiaisonState.EXEMPTED)
_RESIDENCE_ONLY = ("contacts", "opinions", "strengths", "needs", "matches")
_AT_HOME = (LiaisonState.ASSIGNED, LiaisonState.ACTIVE, LiaisonState.EXEMPTED)


@dataclass(frozen=True)
class Oracle:
    """Answers for one scene."""

    scene: Scene

    def rows(self, actor: Actor, permission: Permission, kind: str) -> set[int]:
        """The numbers of the rows that the actor may reach."""
        return {row["id"] for row in getattr(self.scene, kind) if self.sees(actor, permission, kind, row)}

    def sees(self, actor: Actor, permission: Permission, kind: str, row: Values) -> bool:
        """Whether the actor may do this with this row."""
        far = reach(actor, permission)
        if far is None:
            return False
        if far is Reach.SELF:
            return bool(row["id" if kind == "members" else "member_id"] == actor.member_id)
        if self._is_secret(actor, kind, row):
            return False
        within = {actor.organisation_id} if far is Reach.HERE else set(self.below(actor.organisation_id))
        return any(place in within for place in self._places(actor.side, kind, row))

    def below(self, organisation_id: int | None) -> Iterator[int | None]:
        """An organisation and all below it, by following parents and nothing else."""
        for one in self.scene.organisations:
            if organisation_id in self._ancestry(one):
                yield one["id"]

    def offices(self, account_id: int, today: date) -> set[int]:
        """The numbers of the mandates of an account that are in force: from the first day, until before the last."""
        return {
            one["id"]
            for one in self.scene.mandates
            if one["account_id"] == account_id
            and one["starts_on"] <= today
            and (one["ends_on"] is None or today < one["ends_on"])
        }

    def _ancestry(self, organisation: Values) -> Iterator[int | None]:
        while True:
            yield organisation["id"]
            if organisation["parent_id"] is None:
                return
            organisation = self.scene.organisations[organisation["parent_id"] - 1]

    def _is_secret(self, actor: Actor, kind: str, row: Values) -> bool:
        """A sanction is read by secretaries with the right to it, and by who recorded it."""
        if kind not in ("changes", "notices") or not row["is_restricted"]:
            return False
        author = row["recorded_by_id" if kind == "changes" else "sent_by_id"]
        return not (may(actor, Permission.SANCTION_READ) or author == actor.account_id)

    def _places(self, side: Side | None, kind: str, row: Values) -> set[int | None]:
        """The organisations from which a row hangs, as one side sees it."""
        everywhere: dict[str, Callable[[Values], set[int | None]]] = {
            "organisations": lambda one: {one["id"]},
            "mandates": lambda one: {one["organisation_id"]},
            "accounts": lambda one: {one.get("organisation_id")},
        }
        if kind in everywhere:
            return everywhere[kind](row)
        sides = {Side.WORKPLACE: self._at_work, Side.RESIDENCE: self._at_home}
        return sides[side](kind, row) if side in sides else set()

    def _at_work(self, kind: str, row: Values) -> set[int | None]:
        if kind == "letters":
            return {self.scene.liaisons[row["liaison_id"] - 1]["workplace_id"]}
        if kind in _RESIDENCE_ONLY:
            return set()
        column = {"members": "workplace_id", "liaisons": "workplace_id", "changes": "organisation_id"}
        return {row[column.get(kind, "sender_id")]} if kind != "looks" else set()

    def _at_home(self, kind: str, row: Values) -> set[int | None]:
        if kind == "members":
            bonds = [one for one in self.scene.liaisons if one["member_id"] == row["id"]]
            return {one["residence_id"] for one in bonds if one["state"] in (*_ON_THE_WAY, *_AT_HOME)}
        if kind == "letters":
            return self._at_home("liaisons", self.scene.liaisons[row["liaison_id"] - 1])
        if kind == "liaisons":
            return set() if row["state"] is LiaisonState.RETURNED else {row["residence_id"]}
        if kind == "changes":
            told = [one for one in self.scene.notices if one["change_id"] == row["id"]]
            standing = [one for one in told if one["state"] is not NoticeState.WITHDRAWN]
            return {place for one in standing for place in self._at_home("notices", one)}
        if kind == "notices" and row["lapsed_at"] is None:
            return {row["receiver_id"], row["escalated_to_id"]} - {None}
        return self._of_the_cell(kind, row) if kind in _RESIDENCE_ONLY else set()

    def _of_the_cell(self, kind: str, row: Values) -> set[int | None]:
        if kind == "strengths":
            bonds = [one for one in self.scene.liaisons if one["member_id"] == row["member_id"]]
            return {one["residence_id"] for one in bonds if one["state"] in _CONFIRMED}
        if kind == "matches":
            return {self.scene.needs[row["need_id"] - 1]["cell_id"]}
        return {row["cell_id"], row.get("holder_id", row["cell_id"])}
