"""Lists: a filter form by GET, chips, sorting from an allow list, the link to the next rows by a key."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import request, session, url_for
from wtforms import Form
from wtforms.fields.choices import SelectFieldBase

from models.types import REF_LENGTH
from ui.fields import offered
from ui.forms import BaseForm, fill

F = TypeVar("F")
_ANY_REF = "0" * REF_LENGTH


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in use, with the address of the list without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a list: `sort` is the address that sorts by it, `order` how it is sorted now."""

    key: str
    label: str
    number: bool = False
    sort: str | None = None
    order: str | None = None


class FilterForm(Form):
    """What a list is narrowed to, read from the address; an answer that was not offered counts as not given.

    Nothing personal goes into an address: a search for a name is posted, see `remember_search`.
    """

    class Meta(BaseForm.Meta):
        """Words and tidy text as in every form; nothing is changed by GET, so there is no token."""

        csrf = False

    def __init__(self, **rest: Any) -> None:
        super().__init__(formdata=request.args, **rest)
        self.validate()
        for field in self:
            if field.errors:
                field.data, field.errors = None, []

    def read(self, criteria: type[F]) -> F:
        """The filter object, filled from the fields of the same names."""
        return fill(self, criteria)

    def chips(self) -> list[Chip]:
        """The filters in use, in the order of the form."""
        return [
            Chip(str(field.label.text), _shown(field), address(**{field.name: None}))
            for field in self
            if field.data not in (None, "", (), [], False)
        ]

    def cleared(self) -> str:
        """The address of the list without any filter."""
        return address(**{field.name: None for field in self})


def address(**changes: str | None) -> str:
    """This list with some parameters changed or, with None, left out; it then starts from its first row."""
    kept: dict[str, Any] = {name: values for name, values in request.args.lists() if name != "after"}
    kept.update(changes)
    values = {name: value for name, value in kept.items() if value is not None}
    return url_for(request.endpoint or "home.index", **{**(request.view_args or {}), **values})


def sorted_by(allowed: Iterable[str], default: str) -> tuple[str, bool]:
    """The key that the address asks to sort by, and whether downwards; only what is allowed."""
    asked = request.args.get("sort", default)
    key = asked.removeprefix("-")
    if key not in set(allowed):
        asked = default
    return asked.removeprefix("-"), asked.startswith("-")


def columns(
    labels: Mapping[str, str], sortable: Iterable[str], default: str, numbers: Iterable[str] = ()
) -> list[Column]:
    """The headings of a list, those of `sortable` with the link that sorts by them or turns the order round."""
    may_sort = tuple(sortable)
    now, downwards = sorted_by(may_sort, default)
    right = tuple(numbers)

    def column(key: str, label: str) -> Column:
        if key not in may_sort:
            return Column(key, label, key in right)
        if key != now:
            return Column(key, label, key in right, address(sort=key))
        turned = address(sort=key if downwards else f"-{key}")
        return Column(key, label, key in right, turned, "descending" if downwards else "ascending")

    return [column(key, str(label)) for key, label in labels.items()]


def more(after: str | None) -> str | None:
    """The address of the rows after this key; None at the end of the list."""
    if after is None:
        return None
    kept: dict[str, Any] = dict(request.args.lists())
    return url_for(request.endpoint or "home.index", **{**(request.view_args or {}), **kept, "after": after})


def row_addresses(endpoint: str, name: str) -> Callable[[str], str]:
    """A function that gives the address of each row by its reference: made once, because a list has hundreds."""
    before, after = url_for(endpoint, **cast(dict[str, Any], {name: _ANY_REF})).split(_ANY_REF)
    return lambda ref: f"{before}{ref}{after}"


def remember_search(words: str | None) -> None:
    """Keep the name that was searched for beside the sign-in, so that it stands in no address."""
    if words:
        session["search"] = words
    else:
        session.pop("search", None)


def remembered_search() -> str | None:
    """The name that is being searched for."""
    words: str | None = session.get("search")
    return words


def _shown(field: Any) -> str:
    if isinstance(field, SelectFieldBase):
        return ", ".join(str(choice.label) for choice in offered(field) if choice.selected)
    return str(field.data)
