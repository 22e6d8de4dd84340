"""Everything that docs/performance.md shows, as Markdown ready to be pasted there.

    python -m benchmarks > figures.md

Takes some minutes and wants a quiet machine. It ends with 1 when a budget is missed.
"""

from __future__ import annotations

import sys

from benchmarks import imports, pages, papers, peer, phone, rounds
from benchmarks.report import machine
from benchmarks.ward import installed
from tests.support import postgres
from tests.support.gates import CHROMIUM


def main() -> int:
    """Pages and peer on each engine that there is, the phone, the imports."""
    print(machine(), end="\n\n")
    server = postgres.server_url()
    kept = []
    for where in (None, server) if server else (None,):
        with installed(where) as ward:
            print(f"## Pages on {ward.engine}\n")
            kept.append(all(one.is_within for one in pages.report(ward, pages.ROUNDS)))
            print(f"## A yearly round, on {ward.engine}\n")
            kept.append(rounds.report(ward))
            print(f"## The same work in Flask-Admin, on {ward.engine}\n")
            kept.append(peer.report(ward))
            if where is None and CHROMIUM is not None:
                print("## A slow phone\n")
                kept.append(phone.report(ward))
            print(f"## A thousand letters in one batch, on {ward.engine}\n")
            kept.append(papers.report(ward))
    print("## Import of a list\n")
    kept.append(all(one.is_within and one.is_lean for one in imports.report(server)))
    if server is None:
        print(f"PostgreSQL: not measured. {postgres.reason()}")
    if CHROMIUM is None:
        print("The phone: not measured. There is no Chromium on this computer.")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
