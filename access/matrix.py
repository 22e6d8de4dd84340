"""Prints who may do what: permission × office, for docs/access.md. Run as `python -m access.matrix`."""

from __future__ import annotations

from collections.abc import Mapping

from access.offices import GRASSROOTS, RIGHTS, Reach
from access.permissions import Permission
from models.vocabulary import Office, OrganisationKind

_REACH = {Reach.HERE: "here", Reach.BELOW: "below"}
_HEAD = """# Who may do what

Printed from `access/offices.py` by `python -m access.matrix`; a test keeps this page and the table alike.
*here*: the organisation where the office is held; *below*: it and all organisations below it; empty: not at all.
How a row hangs from an organisation is said in `access/anchors.py`. Everybody who is a member reads the own record.
A cell that is a grassroots organisation itself (chi bộ cơ sở) may besides do what stands in the last table.
At the own organisation nobody gives or ends an office above the own; secretary leads deputy, both lead the rest.
"""
_Table = Mapping[tuple[OrganisationKind, Office], Mapping[Permission, Reach]]


def page() -> str:
    """The whole page, in Markdown: one table for each kind of organisation."""
    grassroots = dict.fromkeys(kind for kind, _office in GRASSROOTS)
    return "\n".join(
        [
            _HEAD,
            *(_table(kind.text, kind, RIGHTS) for kind in OrganisationKind),
            *(
                _table(f"{kind.text} that is a grassroots organisation", kind, GRASSROOTS)
                for kind in grassroots
            ),
        ]
    )


def _table(title: str, kind: OrganisationKind, table: _Table) -> str:
    offices = [office for (one, office) in table if one is kind]
    rows = [
        f"## {title}\n",
        "| right | " + " | ".join(office.text for office in offices) + " |",
        "|---" * (len(offices) + 1) + "|",
    ]
    for permission in Permission:
        cells = [_cell(table[kind, office].get(permission)) for office in offices]
        if any(cells):
            rows.append(f"| `{permission.value}` {permission.text} | " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def _cell(reach: Reach | None) -> str:
    return _REACH.get(reach, "") if reach is not None else ""


if __name__ == "__main__":
    print(page(), end="")
