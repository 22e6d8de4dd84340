"""Single provisions of a version of the regulation: completed from the official text, reworded, added, taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from access import Actor
from domain.errors import Conflict, Refused, refuse_if_any
from domain.provision_values import read_value
from domain.provisions import NUMBERED, Provision, objections, one_more, provision, put, taken_out
from domain.rule_sets import faults
from models import RuleSet
from models.vocabulary import Part, Standing
from services import audit
from services.rule_drafts import draft_in_work, kept
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteProvision:
    """A provision as somebody read it in the official text, or proposes it; the value, or its lines, as typed."""

    of: str
    name: str | None = None
    text: str | None = None
    value: str | None = None
    levels: str | None = None
    source: str
    standing: Standing
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddProvision:
    """The part of a draft that gets one provision more."""

    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutProvision:
    """The provision of a draft that is left out."""

    of: str
    version: int = 0


@use_case
def write_provision(actor: Actor, ref: str, wanted: WriteProvision) -> RuleSet:
    """Write one provision; of a version in force only what is not settled yet, and nothing that contradicts itself.

    What it said before stays readable in the trail, and in the records that were signed with the old words.
    """
    rule_set = kept(actor, ref)
    former = provision(rule_set.rules, wanted.of)
    if rule_set.version != wanted.version:
        raise Conflict(theirs=_as_it_stands(former))
    written, unreadable = _written(former, wanted)
    refuse_if_any([*unreadable, *objections(written, former, is_in_force=not rule_set.is_draft)])
    content = put(rule_set.rules, written)
    if not rule_set.is_draft:
        refuse_if_any(_new_faults(rule_set, content, former.kind.field))
    _keep(rule_set, content, wanted.of, (former, written))
    return rule_set


@use_case
def add_provision(actor: Actor, ref: str, wanted: AddProvision) -> RuleSet:
    """Add a duty or a criterion at the end of a part of a draft, to be worded."""
    draft = draft_in_work(actor, ref)
    content = one_more(draft.rules, wanted.part)
    mark = f"{wanted.part.value}.{len(content[wanted.part.value])}"
    _keep(draft, content, mark, (None, provision(content, mark)))
    return draft


@use_case
def take_out_provision(actor: Actor, ref: str, wanted: TakeOutProvision) -> RuleSet:
    """Leave a duty or a criterion out of a draft; those behind it move up."""
    draft = draft_in_work(actor, ref, wanted.version)
    former = provision(draft.rules, wanted.of)
    if former.part not in NUMBERED:
        raise Refused("The book cannot do without this provision.")
    _keep(draft, taken_out(draft.rules, former), wanted.of, (former, None))
    return draft


def _written(former: Provision, wanted: WriteProvision) -> tuple[Provision, list[Refused]]:
    """The former provision with what was typed, and why its value cannot be read: told with everything else."""
    unreadable = []
    value = former.value
    try:
        value = read_value(former.kind, getattr(wanted, former.kind.field))
    except Refused as refused:
        unreadable.append(refused)
    written = replace(
        former,
        name=wanted.name if former.has_name else None,
        text=wanted.text if former.has_text else None,
        value=value,
        source=wanted.source,
        standing=wanted.standing,
    )
    return written, unreadable


def _new_faults(rule_set: RuleSet, content: dict[str, Any], field: str) -> list[Refused]:
    known = {str(fault.said) for fault in faults(rule_set.rules)}
    found = [fault.said for fault in faults(content) if str(fault.said) not in known]
    return [Refused(one.message, field=field, **one.params) for one in found]


def _keep(
    rule_set: RuleSet, content: dict[str, Any], mark: str, both: tuple[Provision | None, Provision | None]
) -> None:
    rule_set.rules = content
    audit.note(
        "rule_set", rule_set.id, None, **{"": "~", mark: [one.stored() if one else None for one in both]}
    )


def _as_it_stands(one: Provision) -> str:
    return "\n".join(filter(None, (one.name, one.text, one.written, one.source)))
