"""What pages and commands answer with a sentence: a rule that says no, a thing out of sight, a stale form."""

from collections.abc import Iterable

from models.vocabulary import label

CHANGED = label("Somebody else changed this while you had it open. Please look at it again.")
NOTHING_HERE = label("There is nothing at this address, or it is not open to your office.")


class LiaisonError(Exception):
    """A sentence in English with its named parameters, translated at the edge."""

    def __init__(self, message: str, /, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class Refused(LiaisonError):
    """A rule says no, about one field of the form or, with `field=None`, about the whole of it."""

    def __init__(self, message: str, /, *, field: str | None = None, **params: object) -> None:
        super().__init__(message, **params)
        self.field = field

    @property
    def reasons(self) -> tuple["Refused", ...]:
        """Every refusal carried, so that one and many are read in the same way."""
        return (self,)


class Refusals(Refused):
    """Several refusals at once: all the errors of a form are told together."""

    def __init__(self, refusals: Iterable[Refused], /) -> None:
        self._reasons = tuple(reason for refusal in refusals for reason in refusal.reasons)
        if not self._reasons:
            raise ValueError("a refusal needs a reason")
        first = self._reasons[0]
        super().__init__(first.message, field=first.field, **first.params)
        self.args = (self._reasons,)

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self._reasons)

    @property
    def reasons(self) -> tuple[Refused, ...]:
        """The refusals in the order in which they were found."""
        return self._reasons


def gathered(refusals: Iterable[Refused], /) -> list[Refused]:
    """The refusals, those that say the same of several people made into one with all their names."""
    names: dict[tuple[object, ...], list[object]] = {}
    first: dict[tuple[object, ...], Refused] = {}
    for refused in refusals:
        others = tuple(sorted((key, value) for key, value in refused.params.items() if key != "name"))
        same = (refused.message, refused.field, *others, *([] if "name" in refused.params else [id(refused)]))
        first.setdefault(same, refused)
        names.setdefault(same, []).append(refused.params.get("name"))
    return [_about(refused, names[same]) for same, refused in first.items()]


def _about(refused: Refused, names: list[object]) -> Refused:
    if len(names) == 1:
        return refused
    params = refused.params | {"name": ", ".join(str(name) for name in names)}
    return Refused(refused.message, field=refused.field, **params)


def refuse_if_any(refusals: Iterable[Refused]) -> None:
    """Raise all the refusals found as one; with none, do nothing."""
    found = tuple(refusals)
    if found:
        raise Refusals(found)


class NotFound(LiaisonError):
    """The thing is absent, or exists but is out of the actor's sight: the two are never told apart."""

    def __init__(self, message: str = NOTHING_HERE, /, **params: object) -> None:
        super().__init__(message, **params)


class NotAllowed(LiaisonError):
    """None of the actor's offices allows this."""


class Conflict(LiaisonError):
    """Somebody changed the thing since it was opened; `theirs` is the text that stands there now."""

    def __init__(self, message: str = CHANGED, /, *, theirs: str | None = None, **params: object) -> None:
        super().__init__(message, **params)
        self.theirs = theirs
