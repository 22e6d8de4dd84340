"""How figures leave: as tables in Markdown, ready for docs/performance.md, with what they were measured on."""

from __future__ import annotations

import os
import platform
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

BUDGETS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "budgets.toml").read_text("utf-8"))
MISSED = "**missed**"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the first column is words, the others are figures."""
    rule = ["---", *("---:" for _ in headings[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, rule, *rows))


def machine() -> str:
    """What it was measured on, and how busy that was: absolute times drift with it, ratios hardly do."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"Python {platform.python_version()} on {os.cpu_count()} processors; "
        f"processes that wanted one when it began: {load}."
    )


def verdict(is_within: bool, reaches_goal: bool = False) -> str:
    """One word beside a figure."""
    return MISSED if not is_within else "goal" if reaches_goal else "within"


def peak() -> int:
    """The most megabytes that this process has held; what `getrusage` says counts the one that began it, too."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    held = next(line for line in lines if line.startswith("VmHWM:"))
    return int(held.split()[1]) // 1024
