"""Who acts: an account in one office, now in force, at one organisation; or the member alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.paths import below_range
from models import Mandate, Organisation
from models.vocabulary import Office, OrganisationKind, Side


@dataclass(frozen=True, slots=True)
class Actor:
    """Frozen for one request or one job. Without an office, the actor reaches only what is about himself or herself."""

    account_id: int | None = None
    member_id: int | None = None
    person_name: str = ""
    mandate_ref: str | None = None
    office: Office | None = None
    organisation_id: int | None = None
    organisation_ref: str | None = None
    organisation_name: str = ""
    kind: OrganisationKind | None = None
    is_grassroots: bool = False
    """Whether the office is held at a cell that is a grassroots organisation itself (chi bộ cơ sở)."""
    side: Side | None = None
    path: str = ""
    is_fresh: bool = False
    """Whether the person proved who he or she is within the last ten minutes (step-up)."""
    is_worker: bool = False

    @classmethod
    def nobody(cls) -> Actor:
        """Somebody who has not signed in."""
        return cls()

    @classmethod
    def worker(cls) -> Actor:
        """The worker and the command line: no rights of an office, only use cases made for them."""
        return cls(person_name="worker", is_worker=True)

    @property
    def is_nobody(self) -> bool:
        """Whether nobody has signed in."""
        return self.account_id is None and not self.is_worker

    @property
    def alone(self) -> Actor:
        """The same person without an office: what one does about oneself is no act of any organisation."""
        return Actor(
            account_id=self.account_id,
            member_id=self.member_id,
            person_name=self.person_name,
            is_fresh=self.is_fresh,
        )

    def holding(self, mandate: Mandate, organisation: Organisation) -> Actor:
        """The same person in an office held at an organisation."""
        return replace(
            self,
            mandate_ref=mandate.ref,
            office=mandate.office,
            organisation_id=organisation.id,
            organisation_ref=organisation.ref,
            organisation_name=organisation.name,
            kind=organisation.kind,
            is_grassroots=organisation.is_grassroots,
            side=organisation.side,
            path=organisation.path,
        )

    @property
    def below(self) -> tuple[str, str]:
        """The half-open range of the paths of the actor's organisation and of all below it."""
        return below_range(self.path)
